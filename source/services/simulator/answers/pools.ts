import type {Part} from '../stage.ts';
import {loadOf} from './activity.ts';

/** `SHOW POOLS` of pgbouncer 1.25, one row for each database and its owner, then the console's own. */
export const poolRows = (part: Part): readonly Readonly<Record<string, string | number | null>>[] => {
	const load = loadOf(part, part.member);
	return [
		...part.cluster.databases.map(({name, owner, share}) => {
			const active = Math.round(load.active * share);
			return row(name, owner, 'transaction', {
				cl_active: Math.round(load.connections * 2.5 * share),
				cl_waiting: Math.round(load.queued * share),
				sv_active: active,
				sv_idle: Math.max(0, Math.round(load.connections * share) - active),
				maxwait: load.queued > 0 ? 2 : 0,
				maxwait_us: load.queued > 0 ? 480_123 : 0,
			});
		}),
		row('pgbouncer', 'pgbouncer', 'statement', {cl_active: 1}),
	];
};

const row = (database: string, user: string, mode: string, counts: Readonly<Record<string, number>>) => ({
	database,
	user,
	cl_active: 0,
	cl_waiting: 0,
	cl_active_cancel_req: 0,
	cl_waiting_cancel_req: 0,
	sv_active: 0,
	sv_active_cancel: 0,
	sv_being_canceled: 0,
	sv_idle: 0,
	sv_used: 0,
	sv_tested: 0,
	sv_login: 0,
	maxwait: 0,
	maxwait_us: 0,
	...counts,
	pool_mode: mode,
	load_balance_hosts: null,
});
