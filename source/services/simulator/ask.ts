import type {Clock} from '../clock.ts';
import type {Ask} from '../source.ts';
import {type Limits, ProblemError, type World} from '../world.ts';
import type {Target} from '../../model/target.ts';
import {hasQuorum, isEtcdUp} from './conditions.ts';
import {alertsJson} from './answers/alerts.ts';
import {etcdHealth} from './answers/etcd.ts';
import {haproxyCsv} from './answers/haproxy.ts';
import {needsDcs, patroniAnswer} from './answers/patroni.ts';
import {poolRows} from './answers/pools.ts';
import {sshAnswer} from './answers/ssh.ts';
import {sqlRows} from './answers/sql-rows.ts';
import type {MemberPlan, NodePlan} from './plan.ts';
import {delay, reach} from './reach.ts';
import {isPatroniUp, type Part, partOf, sceneOf, type Stage} from './stage.ts';
import {corrupt} from './wrong-answer.ts';

/** What answering needs of the simulation. */
export type AskBasis = {readonly clock: Clock; /** The fleet as it is now. */ readonly stage: () => Stage};

/** `World.ask` of a simulated fleet: the raw answers of the real services, after the time they take. */
export const createAsk = (basis: AskBasis): World['ask'] => {
	return async (target, ask, limits) => {
		const host = hostOf(basis.stage(), target, ask);
		await reach(host, {faults: basis.stage().faults, clock: basis.clock}, limits);
		const stage = basis.stage();
		refuseFailedUnit(stage, host, ask);
		const raw = await answer({...basis, target, limits, host}, stage, ask);
		const wrong = stage.faults.find('wrong-answers', host.node, stage.now);
		return wrong === undefined ? raw : corrupt(raw, wrong.fault.how);
	};
};

type Host = {readonly node: string; readonly port: number};
type Call = AskBasis & {readonly target: Target; readonly limits: Limits; readonly host: Host};

const ports = {
	sql: 5432,
	console: 6432,
	patroni: 8008,
	ssh: 22,
	files: 0,
	haproxy: 9101,
	etcd: 2379,
	vmalert: 8880,
} as const;

/** Whose unit listens there. What Patroni and PostgreSQL come to is for the cluster's life to say. */
const units = {console: 'pgbouncer', haproxy: 'haproxy', etcd: 'etcd', vmalert: 'vmalert'} as const;

const refuseFailedUnit = ({faults, now}: Stage, {node, port}: Host, ask: Ask) => {
	const unit = ask.via === 'console' ? units.console : ask.via === 'http' ? units[ask.service] : undefined;
	if (unit !== undefined && faults.find('unit-failed', node, now)?.fault.unit === unit) {
		throw refused(`${node}:${port}`, `Check: systemctl status ${unit}`);
	}
};

const hostOf = (stage: Stage, target: Target, ask: Ask): Host => {
	const port = ports[ask.via === 'http' ? ask.service : ask.via];
	if (target.kind === 'cluster') {
		return {node: firstOf(stage, target.cluster.name, ask), port};
	}

	const ip = 'ip' in target ? target.ip : target.node.ip;
	const node = stage.index.nodeByIp.get(ip);
	if (node === undefined) {
		throw new ProblemError('unreachable', `${ip}: not a host of the simulated fleet\nReload the inventory.`);
	}

	return {node: node.name, port};
};

/** Who answers for a cluster: the first member that can, else the first. */
const firstOf = (stage: Stage, name: string, ask: Ask): string => {
	const cluster = stage.index.clusterByName.get(name);
	const first = cluster?.members[0];
	if (cluster === undefined || first === undefined) {
		throw new ProblemError('unreachable', `${name}: not a cluster of the simulated fleet\nReload the inventory.`);
	}

	const able = (member: MemberPlan) =>
		ask.via === 'patroni' ? isPatroniUp(stage, member) : !stage.faults.has('node-down', member.name, stage.now);
	return (cluster.members.find(able) ?? first).name;
};

const answer = async (call: Call, stage: Stage, ask: Ask): Promise<unknown> => {
	switch (ask.via) {
		case 'patroni': {
			return patroni(call, stage, ask.path);
		}

		case 'sql': {
			return sqlRows(running(stage, call.host), ask, call.target);
		}

		case 'console': {
			return poolRows(partAt(stage, call.host));
		}

		case 'http': {
			return http(stage, call.host, ask.service);
		}

		case 'ssh': {
			return sshAnswer(stage, nodeAt(stage, call.host), call.target, ask.command);
		}

		case 'files': {
			return privateFiles;
		}
	}
};

/** The admin node's files, as they should be. */
const privateFiles = ['files/pki/ca/ca.key', 'pigsty.yml'].map(name => ({
	path: `/home/admin/pigsty/${name}`,
	mode: 0o600,
	owner: 'admin',
}));

const nodeAt = (stage: Stage, {node, port}: Host): NodePlan => {
	const plan = stage.index.nodeByName.get(node);
	if (plan === undefined) {
		throw refused(`${node}:${port}`, 'Nothing listens there.');
	}

	return plan;
};

const partAt = (stage: Stage, {node, port}: Host): Part => {
	const found = stage.index.memberByIp.get(nodeAt(stage, {node, port}).ip);
	const part = found && partOf(sceneOf(stage, found.cluster), node);
	if (part === undefined) {
		throw refused(`${node}:${port}`, 'Nothing listens there.');
	}

	return part;
};

const refused = (where: string, hint: string) => new ProblemError('refused', `${where}: connection refused\n${hint}`);

/** A member whose PostgreSQL takes connections. */
const running = (stage: Stage, host: Host): Part => {
	const part = partAt(stage, host);
	switch (part.member.postgres) {
		case 'running': {
			return part;
		}

		case 'starting': {
			throw new ProblemError(
				'refused',
				`${host.node}:5432: the database system is starting up (57P03)\nWait, or look at its log.`,
			);
		}

		case 'crashed':
		case 'off': {
			throw refused(`${host.node}:5432`, 'Check: systemctl status patroni, and the log of PostgreSQL.');
		}
	}
};

/** How long Patroni waits for etcd before it hangs up. */
const dcsPatienceMs = 3000;

const patroni = async ({limits, clock, host}: Call, stage: Stage, path: string) => {
	const where = `${host.node}:8008`;
	const part = partAt(stage, host);
	if (!isPatroniUp(stage, part.member.plan)) {
		throw refused(where, 'Check: systemctl status patroni');
	}

	if (needsDcs(path) && !hasQuorum(stage.fleet, stage.faults, stage.now)) {
		await delay(where, dcsPatienceMs, clock, limits);
		throw new ProblemError(
			'answer',
			`${where}: Patroni closed the connection without an answer\nIt may not reach etcd: look at the etcd members.`,
		);
	}

	return {...(patroniAnswer(part, path) ?? {status: 404, body: ''}), from: host.node};
};

const http = (stage: Stage, {node, port}: Host, service: 'haproxy' | 'etcd' | 'vmalert') => {
	switch (service) {
		case 'haproxy': {
			return {status: 200, body: haproxyCsv(stage, nodeAt(stage, {node, port})), from: node};
		}

		case 'etcd': {
			const member = stage.fleet.etcd.find(etcd => etcd.node === node);
			if (member === undefined || !isEtcdUp(member, stage.faults, stage.now)) {
				throw refused(`${node}:${port}`, 'Check: systemctl status etcd');
			}

			return {...etcdHealth(stage), from: node};
		}

		case 'vmalert': {
			return {status: 200, body: alertsJson(stage), from: node};
		}
	}
};
