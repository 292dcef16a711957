import {any, isSameSet} from '../certain.ts';
import {escaped} from '../escaped.ts';
import type {Facts} from '../facts.ts';
import {defineGuard, type Guard} from '../guard.ts';
import {allPlaybooks} from '../kinds.ts';
import {plan, playbookHosts} from '../plan.ts';
import type {Action} from '../../model/action.ts';
import type {Step} from '../step.ts';

type AnsibleStep = Extract<Step, {readonly via: 'ansible'}>;

/** Whom a playbook reaches, and adding a replica with one. */
export const playbookGuards: readonly Guard[] = [
	defineGuard({
		id: 'hosts',
		for: allPlaybooks,
		raise: 'never',
		safe: 'Ansible itself names exactly the planned hosts',
		unless: (facts, action) =>
			runs(action, facts).length > 0 && runs(action, facts).every(step => isListed(step, facts)),
		why: (facts, action) => {
			const odd = runs(action, facts).find(step => !isListed(step, facts));
			const listed = odd && listedBy(odd, facts);
			return listed === undefined
				? 'Ansible was not asked yet whom this reaches'
				: `planned for ${odd?.hosts.join(', ')}; Ansible would reach ${listed.map(host => escaped(host)).join(', ') || 'nobody'}`;
		},
	}),
	defineGuard({
		id: 'hosts-known',
		for: allPlaybooks,
		raise: 'never',
		safe: 'all planned hosts are in pigsty.yml',
		unless: (facts, action) =>
			playbookHosts(runs(action, facts)).every(host => facts.inventory?.hosts?.includes(host) === true),
		why: () => 'a planned host is not known to be in pigsty.yml',
	}),
	defineGuard({
		id: 'hosts-all',
		for: allPlaybooks,
		raise: 'type-name',
		safe: 'some host of the fleet is not touched, or it is the only one',
		unless: (facts, action) => {
			const hosts = playbookHosts(runs(action, facts));
			return any(facts.inventory?.hosts, host => !hosts.includes(host)) || facts.inventory?.hosts?.length === 1;
		},
		why: (facts, action) => `this reaches every host of the fleet: ${playbookHosts(runs(action, facts)).length}`,
		phrase: (facts, action) => `all ${playbookHosts(runs(action, facts)).length} hosts`,
	}),
	defineGuard({
		id: 'files',
		for: allPlaybooks,
		raise: 'never',
		safe: 'it is known what will run: the playbook, its roles, ansible.cfg',
		unless: ({ansible}) => ansible?.files !== undefined && Object.keys(ansible.files).length > 0,
		why: () => 'the playbook and its roles were not read',
	}),
	defineGuard({
		id: 'replica-role',
		for: ['playbook.add-replica'],
		raise: 'never',
		safe: 'pigsty.yml has the new member, and not as primary',
		unless: ({cluster}, {member}) =>
			any(
				cluster?.members,
				({name, isInInventory, inventoryRole}) =>
					name === member.name && isInInventory === true && inventoryRole !== undefined && inventoryRole !== 'primary',
			),
		why: (_, {member}) => `${escaped(member.name)} is not in pigsty.yml as a replica`,
	}),
	defineGuard({
		id: 'replica-new',
		for: ['playbook.add-replica'],
		raise: 'never',
		safe: 'the host has no PostgreSQL yet',
		unless: ({host, cluster}, {member}) =>
			host?.hasPostgres === false &&
			any(
				cluster?.members,
				({name, ip, isLive}) => name === member.name && ip !== undefined && ip === host.ip && isLive === false,
			),
		why: ({host}) =>
			host?.hasPostgres === true
				? 'there is a PostgreSQL on the host; the playbook would restart it and write its configuration anew'
				: 'it is not known whether there is a PostgreSQL on the host',
	}),
	defineGuard({
		id: 'replica-node',
		for: ['playbook.add-replica'],
		raise: 'never',
		safe: 'node.yml has run on the host',
		unless: ({host}) => host?.isProvisioned === true,
		why: ({host}) => `run node.yml --limit=${host?.ip ?? 'HOST'} first`,
	}),
];

const runs = (action: Action, facts: Facts): readonly AnsibleStep[] => {
	const made = plan(action, facts);
	return 'steps' in made ? made.steps.filter(step => step.via === 'ansible') : [];
};

const listedBy = ({argv}: AnsibleStep, {ansible}: Facts): readonly string[] | undefined =>
	ansible?.listed?.find(one => one.argv.length === argv.length && one.argv.every((word, index) => word === argv[index]))
		?.hosts;

const isListed = (step: AnsibleStep, facts: Facts): boolean => isSameSet(listedBy(step, facts), step.hosts);
