import {list, mapped, number, record, text} from '../../model/decode.ts';
import type {Pool} from '../../model/services.ts';
import {defineSource} from '../source.ts';

export const pgbouncer = defineSource({
	id: 'pgbouncer',
	of: 'instance',
	about: 'pools: clients served and waiting, and the longest wait',
	needs: 'pgbouncer: stats_users',
	everyMs: 5000,
	timeoutMs: 3000,
	ask: () => ({via: 'console', text: 'SHOW POOLS'}),
	read: raw => pools(raw),
});

/** Read by name: which columns there are depends on the version, and these are in all of them since 1.8. */
const pools = list(
	mapped(
		record({
			database: text,
			user: text,
			cl_active: number,
			cl_waiting: number,
			sv_active: number,
			sv_idle: number,
			maxwait: number,
			maxwait_us: number,
			pool_mode: text,
		}),
		(row): Pool => ({
			database: row.database,
			user: row.user,
			clientsActive: row.cl_active,
			clientsWaiting: row.cl_waiting,
			serversActive: row.sv_active,
			serversIdle: row.sv_idle,
			maxWaitMs: row.maxwait * 1000 + row.maxwait_us / 1000,
			mode: row.pool_mode,
		}),
	),
);
