import type {Action, ActionKind} from '../../model/action.ts';
import {nameOf} from '../../model/action-target.ts';
import {targetOf} from '../action-subject.ts';
import type {DatabaseFacts, Facts, MemberFacts} from '../facts.ts';
import {plan} from '../plan.ts';
import type {Step} from '../step.ts';

/** Whom it concerns, counted from the live state. Undefined = not known; it is never shown as none. */
export type BlastRadius = {
	/** Each host that a step is sent to, `pg-test-1 10.10.10.11` where the name is known; replicas before the leader. */
	readonly hosts: readonly string[];
	/** Instances whose service is touched. Undefined = not known. */
	readonly instances: readonly string[] | undefined;
	/** Databases that are without service for a while, or for good: those of the cluster when its leader is. */
	readonly databases: readonly DatabaseFacts[] | undefined;
	readonly sizeBytes: number | undefined;
	/** Client connections that break, or may. */
	readonly connections: number | undefined;
	/** Replicas that lose their source for a while, or for good. */
	readonly replicas: readonly string[] | undefined;
};

export const blastRadius = (action: Action, facts: Facts): BlastRadius => {
	const made = plan(action, facts);
	const steps = 'steps' in made ? made.steps : [];
	const {members, breaks} = touches[action.kind];
	const touched = touchedMembers(action, facts);
	const isLeaderBroken =
		touched &&
		breaks &&
		(members === 'leader-and-candidate' || touched.some(({name}) => name !== undefined && isLeader(facts, name)));
	const databases = isLeaderBroken === false ? databaseOf(action, facts) : touched && facts.cluster?.databases;
	return {
		hosts: [...new Set(steps.flatMap(hostsOf))].map(ip => named(ip, facts)),
		instances: members === 'none' ? otherInstances(action, facts) : touched?.flatMap(({name}) => name ?? []),
		databases,
		sizeBytes: total(databases?.map(({sizeBytes}) => sizeBytes)),
		connections: connectionsOf(action, facts, touched),
		replicas:
			isLeaderBroken === true
				? facts.cluster?.members?.flatMap(({name}) => (name === undefined || isLeader(facts, name) ? [] : name))
				: touched && [],
	};
};

const isLeader = ({cluster}: Facts, name: string): boolean => cluster?.leaders?.includes(name) === true;

/** A single database that the action is about. */
const databaseOf = (action: Action, {cluster}: Facts): readonly DatabaseFacts[] | undefined =>
	action.kind === 'playbook.database' ? cluster?.databases?.filter(({name}) => name === action.database.name) : [];

const hostsOf = (step: Step): readonly string[] => {
	switch (step.via) {
		case 'patroni':
		case 'sql':
		case 'terminal': {
			return [step.ip];
		}
		case 'ssh': {
			return [step.node];
		}
		case 'ansible': {
			return step.hosts;
		}
	}
};

const named = (ip: string, {cluster, host}: Facts): string => {
	const name = cluster?.members?.find(member => member.ip === ip)?.name ?? (host?.ip === ip ? host.name : undefined);
	return name === undefined ? ip : `${name} ${ip}`;
};

type Touch = {
	/** Members of the PostgreSQL cluster whose service is touched; `none` when it is about something else. */
	readonly members: 'none' | 'leader' | 'target' | 'all' | 'leader-and-candidate';
	/** Their client connections break. */
	readonly breaks: boolean;
};

const touches: Readonly<Record<ActionKind, Touch>> = {
	'session.cancel': {members: 'target', breaks: false},
	'session.terminate': {members: 'target', breaks: false},
	'patroni.switchover': {members: 'leader-and-candidate', breaks: true},
	'patroni.failover': {members: 'leader-and-candidate', breaks: true},
	'patroni.restart-member': {members: 'target', breaks: true},
	'patroni.restart-cluster': {members: 'all', breaks: true},
	'patroni.reload': {members: 'all', breaks: false},
	'patroni.reinit': {members: 'target', breaks: true},
	'patroni.pause': {members: 'all', breaks: false},
	'patroni.resume': {members: 'all', breaks: false},
	'patroni.edit-config': {members: 'all', breaks: false},
	'instance.checkpoint': {members: 'target', breaks: false},
	'slot.drop': {members: 'target', breaks: false},
	'backup.run': {members: 'leader', breaks: false},
	'backup.check': {members: 'leader', breaks: false},
	'playbook.user': {members: 'leader', breaks: false},
	'playbook.database': {members: 'leader', breaks: false},
	'playbook.hba': {members: 'all', breaks: false},
	'playbook.service': {members: 'all', breaks: false},
	'playbook.monitor': {members: 'all', breaks: false},
	'playbook.add-replica': {members: 'target', breaks: false},
	'playbook.remove-replica': {members: 'target', breaks: true},
	'playbook.remove-cluster': {members: 'all', breaks: true},
	'playbook.remove-node': {members: 'none', breaks: true},
	'playbook.remove-redis': {members: 'none', breaks: true},
	'playbook.remove-etcd': {members: 'none', breaks: true},
	'playbook.remove-minio': {members: 'none', breaks: true},
	'pitr.plan': {members: 'none', breaks: false},
	'operator.psql': {members: 'target', breaks: false},
	'operator.ssh': {members: 'none', breaks: false},
};

/** Undefined when the members are not known. */
const touchedMembers = (action: Action, facts: Facts): readonly MemberFacts[] | undefined => {
	const {members} = touches[action.kind];
	if (members === 'none') {
		return [];
	}

	const target = targetOf(action);
	const own = target.kind === 'slot' ? target.instance : nameOf(target);
	const candidate = 'candidate' in action ? action.candidate.name : undefined;
	const isTouched: Readonly<Record<Exclude<Touch['members'], 'none'>, (name: string | undefined) => boolean>> = {
		all: () => true,
		leader: name => name !== undefined && isLeader(facts, name),
		target: name => name === own,
		'leader-and-candidate': name => name !== undefined && (isLeader(facts, name) || name === candidate),
	};
	return facts.cluster?.members?.filter(({name}) => isTouched[members](name));
};

/** What is touched that is no PostgreSQL. */
const otherInstances = (action: Action, {redis, etcd, host}: Facts): readonly string[] | undefined => {
	const target = targetOf(action);
	if (target.kind === 'redis-cluster') {
		return redis?.instances?.flatMap(({name}) => name ?? []);
	}

	if (target.kind === 'etcd-cluster') {
		return etcd?.members?.flatMap(({name}) => name ?? []);
	}

	if (target.kind === 'host') {
		return host?.ip === target.ip ? host.modules?.map(({name}) => name) : undefined;
	}

	return [nameOf(target)];
};

const connectionsOf = (
	action: Action,
	facts: Facts,
	touched: readonly MemberFacts[] | undefined,
): number | undefined => {
	if (action.kind === 'session.cancel' || action.kind === 'session.terminate') {
		return facts.sessions?.length;
	}

	if (action.kind === 'playbook.database' && facts.definition?.state !== 'create') {
		return facts.cluster?.databases?.find(({name}) => name === action.database.name)?.connections;
	}

	if (action.kind === 'playbook.remove-node') {
		return facts.host?.proxyConnections;
	}

	if (action.kind === 'playbook.remove-redis') {
		const {redis: target} = action;
		return total(
			facts.redis?.instances
				?.filter(({name}) => target.kind === 'redis-cluster' || name === target.name)
				.map(({connections}) => connections),
		);
	}

	const {members, breaks} = touches[action.kind];
	if (members === 'leader-and-candidate') {
		// A standby keeps its connections when it is promoted.
		return total(
			touched?.flatMap(({name, connections}) => (name !== undefined && isLeader(facts, name) ? [connections] : [])),
		);
	}

	return !breaks ? 0 : members === 'none' ? undefined : total(touched?.map(({connections}) => connections));
};

/** One term that is not known makes the sum unknown. */
const total = (terms: readonly (number | undefined)[] | undefined): number | undefined =>
	terms?.reduce<number | undefined>(
		(sum, term) => (sum === undefined || term === undefined || Number.isNaN(term) ? undefined : sum + term),
		0,
	);
