import type {Action} from '../model/action.ts';
import type {JsonValue} from '../model/json-value.ts';
import {atMost} from './certain.ts';
import {canonicalJson} from './canonical-json.ts';
import type {ClusterFacts, Facts, MemberFacts} from './facts.ts';
import {grants} from './grants.ts';
import {guards} from './guards.ts';
import {heldBy} from './guards/concurrency-guards.ts';
import type {Step} from './step.ts';

/** SHA-256 of a text, as hexadecimal digits; given in, since nothing here may reach for it. */
export type Hash = (text: string) => string;

/** What the state is held by between showing and doing, by name: if one of these differs, nothing is done. */
export type StateFields = Readonly<Record<string, JsonValue | undefined>>;

/** One field that is not as it was, in words. */
export type Difference = {readonly field: string; readonly before: string; readonly after: string};

/**
 * What a change must not happen behind the operator's back: who is who, what is on, what stands behind it. No counters,
 * positions or ages, which differ all the time; lag is within the limit or over it. The sessions that an action names
 * are not here: they are pinned by themselves, and may end.
 */
export const stateFields = (action: Action, facts: Facts): StateFields => ({
	environment: facts.environment,
	'pigsty.yml': facts.inventory?.sha256,
	'Pigsty version': facts.inventory?.pigstyVersion,
	'other changes': facts.changes
		?.filter(({cluster}) => cluster === undefined || cluster === '*' || cluster === heldBy(action))
		.map(({cluster}) => cluster ?? '?'),
	...ansibleFields(facts),
	...clusterFields(facts.cluster),
	...Object.fromEntries(
		(facts.cluster?.members ?? []).map(member => [`member ${member.name ?? '?'}`, memberField(member, facts)]),
	),
	...Object.fromEntries(
		(facts.backups ?? []).map(({name, statusCode, labels, hasErrors, isWalComplete, isRunning, host}) => [
			`backups in ${name}`,
			record({host, statusCode, newest: labels?.at(-1), sets: labels?.length, hasErrors, isWalComplete, isRunning}),
		]),
	),
	...serviceFields(facts),
});

export const stateDigest = (action: Action, facts: Facts, hash: Hash): string =>
	hash(canonicalJson(record(stateFields(action, facts))));

export const planDigest = (steps: readonly Step[], hash: Hash): string =>
	hash(canonicalJson(steps.map(step => record(step))));

/** Of the tables as they are: an audit record names the policy that it was made under. */
export const policyDigest = (hash: Hash): string =>
	hash(
		canonicalJson({
			grants: Object.entries(grants).map(([kind, {level}]) => [kind, level]),
			guards: guards.map(({id, for: kinds, raise, safe}) => [id, kinds, raise, safe]),
		}),
	);

/** Field by field, in the order of the fields; a field that is only on one side is one too. */
export const difference = (before: StateFields, after: StateFields): readonly Difference[] =>
	[...new Set([...Object.keys(before), ...Object.keys(after)])]
		.filter(field => canonicalJson(before[field]) !== canonicalJson(after[field]) || field in before !== field in after)
		.map(field => ({field, before: shown(before, field), after: shown(after, field)}));

const shown = (fields: StateFields, field: string): string =>
	!(field in fields) ? 'not there' : fields[field] === undefined ? 'unknown' : canonicalJson(fields[field]);

const ansibleFields = ({ansible}: Facts): StateFields =>
	ansible === undefined
		? {}
		: {
				'foreign ansible-playbook': ansible.running,
				...Object.fromEntries(Object.entries(ansible.files ?? {}).map(([path, sha256]) => [`file ${path}`, sha256])),
				...Object.fromEntries((ansible.listed ?? []).map(({argv, hosts}) => [`hosts of ${argv.join(' ')}`, hosts])),
			};

const clusterFields = (cluster: ClusterFacts | undefined): StateFields =>
	cluster === undefined
		? {}
		: {
				'system identifier': cluster.systemIdentifier,
				timeline: cluster.timeline,
				leader: cluster.leaders,
				'accepts writes': cluster.writable,
				paused: cluster.isPaused,
				failsafe: cluster.isFailsafeActive,
				etcd: record({answers: cluster.isDcsReachable, quorum: cluster.hasDcsQuorum}),
				synchronous: cluster.isSynchronous,
				'maximum lag': cluster.lagMaxBytes,
				'scheduled switchover': cluster.scheduledSwitchover,
				'Patroni configuration': cluster.config,
				'standby cluster': cluster.isStandbyCluster,
				safeguard: cluster.safeguard,
				'marked to be dropped': cluster.landmines,
				databases: cluster.databases?.map(({name}) => name),
				archiving: cluster.isArchiving,
			};

const memberField = (member: MemberFacts, {cluster}: Facts): JsonValue =>
	record({
		ip: member.ip,
		inventoryRole: member.inventoryRole,
		role: member.role,
		state: member.state,
		timeline: member.timeline,
		lag: lagBucket(member.lagBytes, cluster?.lagMaxBytes),
		isLive: member.isLive,
		isInInventory: member.isInInventory,
		isNoFailover: member.isNoFailover,
		isDelayed: member.isDelayed,
		isPendingRestart: member.isPendingRestart,
		startedAt: member.postmasterStartedAt,
		neighbours: member.neighbours,
	});

const lagBucket = (bytes: number | undefined, limit: number | undefined): string =>
	bytes === undefined || limit === undefined || Number.isNaN(bytes + limit)
		? 'unknown'
		: atMost(bytes, limit)
			? 'within the limit'
			: 'over the limit';

const serviceFields = ({slot, definition, host, redis, etcd, minio}: Facts): StateFields => ({
	...(slot === undefined ? {} : {slot: record({name: slot.name, isActive: slot.isActive, isManaged: slot.isManaged})}),
	...(definition === undefined ? {} : {definition: record(definition)}),
	...(host === undefined
		? {}
		: {
				host: record({
					ip: host.ip,
					modules: host.modules?.map(module => record(module)),
					isProvisioned: host.isProvisioned,
					hasPostgres: host.hasPostgres,
					isAdmin: host.isAdmin,
					isDirectoryEmpty: host.isDirectoryEmpty,
					isPortFree: host.isPortFree,
				}),
			}),
	...(redis === undefined
		? {}
		: {
				Redis: record({
					safeguard: redis.safeguard,
					instances: redis.instances?.map(({name, ip, port, isLive, role}) => record({name, ip, port, isLive, role})),
				}),
			}),
	...(etcd === undefined
		? {}
		: {
				'etcd members': record({safeguard: etcd.safeguard, members: etcd.members?.map(member => record(member))}),
				'depend on etcd': etcd.dependents?.map(dependent => record(dependent)),
			}),
	...(minio === undefined
		? {}
		: {
				MinIO: record({
					safeguard: minio.safeguard,
					hosts: minio.hosts,
					stanzas: minio.stanzas?.map(one => record(one)),
				}),
			}),
});

/** Unknown fields stay, as a word: a fact that is lost is a difference. What is no number is as unknown as none. */
const record = (fields: Readonly<Record<string, JsonValue | undefined>>): JsonValue =>
	Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [
			name,
			value === undefined || Number.isNaN(value) ? '<unknown>' : value,
		]),
	);
