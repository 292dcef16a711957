import type {PgInstance} from '../inventory.ts';
import type {Params} from '../params.ts';

/** One member; `seq` is its number, which gives it its name. */
export const pgInstance = (cluster: string, seq: number, ip: string, params: Params): PgInstance => ({
	name: `${cluster}-${seq}`,
	seq,
	ip,
	inventoryRole: pgRoles.find(role => role === params.optionalText('pg_role')),
	port: params.whole('pg_port'),
	pgbouncerPort: params.whole('pgbouncer_port'),
	patroniPort: params.whole('patroni_port'),
	upstream: params.optionalText('pg_upstream') || undefined,
	offlineQuery: params.flag('pg_offline_query'),
	weight: params.whole('pg_weight'),
});

/** The words that `pg_role` knows. */
export const pgRoles = ['primary', 'replica', 'offline', 'standby', 'delayed'] as const;
