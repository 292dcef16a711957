import type {JsonObject, JsonValue} from '../../model/json-value.ts';
import {canonicalJson} from '../canonical-json.ts';
import {escaped} from '../escaped.ts';
import {defineGuard, type Guard} from '../guard.ts';

/** Settings of Patroni that decide when it fails over, and how much may be lost then. */
const delicate: readonly string[] = [
	'ttl',
	'loop_wait',
	'retry_timeout',
	'maximum_lag_on_failover',
	'maximum_lag_on_syncnode',
	'synchronous_mode',
	'synchronous_mode_strict',
	'synchronous_node_count',
	'failsafe_mode',
	'primary_start_timeout',
	'primary_stop_timeout',
	'check_timeline',
	'slots',
	'ignore_slots',
	'postgresql.pg_hba',
	'postgresql.use_slots',
	'postgresql.use_pg_rewind',
];

/** Settings that make a primary a standby, or that can cost data. */
const dangerous: readonly string[] = [
	'standby_cluster',
	'postgresql.parameters.archive_command',
	'postgresql.parameters.archive_mode',
	'postgresql.parameters.data_sync_retry',
	'postgresql.parameters.fsync',
	'postgresql.parameters.full_page_writes',
	'postgresql.parameters.ignore_checksum_failure',
	'postgresql.parameters.wal_level',
	'postgresql.parameters.zero_damaged_pages',
	'postgresql.recovery_conf',
];

/** Changing Patroni's dynamic configuration. */
export const configGuards: readonly Guard[] = [
	defineGuard({
		id: 'config-changed',
		for: ['patroni.edit-config'],
		raise: 'never',
		safe: 'the configuration is still the one that was edited',
		unless: ({cluster}, {base}) => cluster?.config !== undefined && isSameJson(cluster.config, base),
		why: ({cluster}) =>
			cluster?.config === undefined
				? 'the configuration is not known'
				: 'someone changed the configuration meanwhile; edit it again',
	}),
	defineGuard({
		id: 'config-empty',
		for: ['patroni.edit-config'],
		raise: 'never',
		safe: 'something is changed',
		unless: (_, {patch}) => Object.keys(patch).length > 0,
		why: () => 'nothing was changed',
	}),
	defineGuard({
		id: 'config-pause',
		for: ['patroni.edit-config'],
		raise: 'never',
		safe: 'pausing is left to its own action',
		unless: (_, {patch}) => !Object.hasOwn(patch, 'pause'),
		why: () => 'pause and resume are actions of their own',
	}),
	defineGuard({
		id: 'config-delicate',
		for: ['patroni.edit-config'],
		raise: 'type-name',
		safe: 'the rules of failover stay as they are',
		unless: (_, {patch}) => touched(patch, delicate).length === 0,
		why: (_, {patch}) => `this changes when Patroni fails over or what it may lose: ${named(touched(patch, delicate))}`,
	}),
	defineGuard({
		id: 'config-dangerous',
		for: ['patroni.edit-config'],
		raise: 'destroy',
		safe: 'nothing that can cost data is changed',
		unless: (_, {patch}) => touched(patch, dangerous).length === 0,
		why: (_, {patch}) => `this can cost data, or make the primary a standby: ${named(touched(patch, dangerous))}`,
	}),
];

const named = (paths: readonly string[]): string => paths.map(path => escaped(path)).join(', ');

/** Which of these paths a patch sets, or sets something above or below of. */
const touched = (patch: JsonObject, wanted: readonly string[]): readonly string[] => {
	const paths = leaves(patch);
	return wanted.filter(want =>
		paths.some(path => path === want || path.startsWith(`${want}.`) || want.startsWith(`${path}.`)),
	);
};

/** `postgresql.parameters.work_mem` for every value that is not an object, and for every empty object. */
const leaves = (value: JsonValue | undefined, path = ''): readonly string[] =>
	isObject(value) && Object.keys(value).length > 0
		? Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`))
		: [path];

const isObject = (value: JsonValue | undefined): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Throws on what is not JSON: the guard then trips. */
const isSameJson = (one: string, other: string): boolean => parsed(one) === parsed(other);

const parsed = (text: string): string => {
	const value: JsonValue = JSON.parse(text);
	return canonicalJson(value);
};
