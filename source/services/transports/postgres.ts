import type {Trust} from '../../model/trust.ts';
import type {Client, QueryConfig} from 'pg';
import type {Target} from '../../model/target.ts';
import type {Clock} from '../clock.ts';
import type {Ask} from '../source.ts';
import {ProblemError, type Limits} from '../world.ts';
import {address} from './address.ts';
import type {PgConnection, PgLogin} from './pg-connect.ts';
import type {Rows} from './pg-line.ts';
import {createPgLines} from './pg-lines.ts';

export type InstanceTarget = Extract<Target, {readonly kind: 'instance'}>;
type SqlVariants = Extract<Ask, {readonly via: 'sql'}>['variants'];

export type Postgres = {
	/** Rows as records: `bigint`, `numeric` and times as text, other numbers as numbers. Rejects with a ProblemError. */
	readonly query: (target: InstanceTarget, variants: SqlVariants, limits: Limits) => Promise<Rows>;
	/** How sure we are who answers for this instance. Undefined while there is no connection. */
	readonly trustOf: (instance: string) => Trust | undefined;
	readonly close: () => void;
};

/** PostgreSQL as the monitor user: one connection to each instance, and nothing on it but read-only transactions. */
export const createPostgres = ({clock, ca}: {readonly clock: Clock; readonly ca: string | undefined}): Postgres => {
	const lines = createPgLines(clock);
	return {
		query: (target, variants, limits) => {
			const login = loginOf(target, ca === undefined ? 'offered' : {ca});
			return lines
				.to(target.id, login)
				.ask(
					(connection, {leftMs}) => readOnly(connection.client, variantFor(connection, variants, login), leftMs),
					limits,
				);
		},
		trustOf: instance => lines.trustOf(instance),
		close: () => lines.close(),
	};
};

const loginOf = ({cluster, instance}: InstanceTarget, tls: PgLogin['tls']): PgLogin => ({
	...cluster.monitor,
	host: instance.ip,
	port: instance.port,
	tls,
	settings: guard,
	where: `${instance.name}: PostgreSQL (${address(instance.ip, instance.port)})`,
	check: `On ${instance.name}: systemctl status patroni; patronictl list ${cluster.name}`,
});

/** What holds for every transaction on the connection, whatever its text: nothing is changed, nobody is kept waiting. */
const guard = [
	'default_transaction_read_only=on',
	'search_path=pg_catalog,pg_temp',
	'statement_timeout=5000',
	'lock_timeout=500',
	'idle_in_transaction_session_timeout=10000',
	'standard_conforming_strings=on',
	'client_min_messages=error',
	'DateStyle=ISO',
	'IntervalStyle=postgres',
	'TimeZone=UTC',
	'extra_float_digits=1',
	'jit=off',
	'max_parallel_workers_per_gather=0',
]
	.map(setting => `-c ${setting}`)
	.join(' ');

/** Of the time that is left, the server may use this much: so it is the server that gives up, and the connection survives. */
const serverShare = 0.9;

/**
 * One question in a read-only transaction, in one round trip: the four statements are sent together and answered in
 * order. The extended protocol takes one statement each. The second one also begins the snapshot, after which the
 * transaction cannot be made writable any more.
 */
const readOnly = async (client: Client, text: string, leftMs: number): Promise<Rows> => {
	const timeout = String(Math.max(1, Math.floor(leftMs * serverShare)));
	const [begun, limited, answered, ended] = await Promise.allSettled([
		client.query(extended('BEGIN TRANSACTION READ ONLY')),
		client.query(extended("SELECT pg_catalog.set_config('statement_timeout', $1, true)", timeout)),
		client.query(extended(text)),
		client.query(extended('ROLLBACK')),
	]);
	for (const step of [begun, limited, answered, ended]) {
		if (step.status === 'rejected') {
			throw step.reason;
		}
	}

	return answered.status === 'fulfilled' ? answered.value.rows : [];
};

const extended = (text: string, ...values: readonly string[]): QueryConfig & {readonly queryMode: 'extended'} => ({
	text,
	values: [...values],
	queryMode: 'extended',
});

/** The newest variant that the server is new enough for. */
const variantFor = ({serverVersion}: PgConnection, variants: SqlVariants, {where}: PgLogin): string => {
	const version = versionNumber(serverVersion);
	const [best] = variants.filter(({since}) => since <= version).toSorted((one, other) => other.since - one.since);
	if (best === undefined) {
		throw new ProblemError(
			'answer',
			`${where}: version ${Math.floor(version / 10_000)} is too old for this question\nPostgreSQL 13 and newer are supported`,
		);
	}

	return best.text;
};

/** `server_version_num` of a version as PostgreSQL prints it since 10: `15.18 (Debian …)`, `19beta1`. */
const versionNumber = (printed: string): number => {
	const [, major = '0', minor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(printed) ?? [];
	return Number(major) * 10_000 + Number(minor);
};
