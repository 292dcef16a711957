import {list, nullable, number, oneOf, record, text} from '../../model/decode.ts';
import {headPosition} from './head-position.ts';
import {sqlSource, visible} from './sql-source.ts';

/**
 * A standby has peers too, when others follow it: what it can send is what it has received or replayed. A peer may have got
 * further since `head` was read; that it has not reported yet must not become 0.
 */
const query = `
select application_name as name,
       host(client_addr) as "clientAddress",
       state,
       sync_state as sync,
       case when replay_lsn > head then 0 else pg_wal_lsn_diff(head, replay_lsn) end as "lagBytes",
       case when sent_lsn > head then 0 else pg_wal_lsn_diff(head, sent_lsn) end as "sentLagBytes",
       extract(epoch from replay_lag) * 1000 as "replayLagMs"
  from pg_stat_replication
 ${headPosition}
 order by name, pid`;

export const replication = sqlSource({
	id: 'replication',
	about: 'who follows this instance, and how far behind',
	everyMs: 5000,
	timeoutMs: 3000,
	query,
	rows: list(
		record({
			name: text,
			clientAddress: nullable(text), // null on a Unix socket
			state: visible(oneOf('startup', 'catchup', 'streaming', 'backup', 'stopping')),
			sync: oneOf('async', 'potential', 'sync', 'quorum'),
			lagBytes: nullable(number), // null until the standby first reports
			sentLagBytes: nullable(number),
			replayLagMs: nullable(number), // null when all is replayed and nothing new comes
		}),
	),
});
