import {nullable, number, record, single} from '../../model/decode.ts';
import {sqlSource, visible} from './sql-source.ts';

/** Our own connection takes a place like any other, but its query is not what the operator looks for. */
const query = `
select case when pg_has_role('pg_read_all_stats', 'USAGE') then count(*) end as connections,
       count(*) filter (where others and state in ('active', 'fastpath function call')) as active,
       count(*) filter (where others and state like 'idle in transaction%') as "idleInTransaction",
       count(*) filter (where others and wait_event_type = 'Lock') as "waitingOnLock",
       max(extract(epoch from clock_timestamp() - xact_start) * 1000) filter (where others) as "longestTransactionMs",
       max(extract(epoch from clock_timestamp() - query_start) * 1000)
         filter (where others and state = 'active') as "longestQueryMs"
  from (select state, wait_event_type, xact_start, query_start, pid <> pg_backend_pid() as others
          from pg_stat_activity
         where backend_type = 'client backend') as clients`;

export const activity = sqlSource({
	id: 'activity',
	about: 'how many sessions there are, what they wait for, and the longest of them; no query texts',
	everyMs: 5000,
	timeoutMs: 3000,
	query,
	rows: single(
		record({
			connections: visible(number),
			active: number,
			idleInTransaction: number,
			waitingOnLock: number,
			longestTransactionMs: nullable(number),
			longestQueryMs: nullable(number),
		}),
	),
});
