import {boolean, list, nullable, number, oneOf, record, text} from '../../model/decode.ts';
import {headPosition} from './head-position.ts';
import {sqlSource} from './sql-source.ts';

/**
 * A standby keeps slots as well: Patroni's for the other members, and from PostgreSQL 16 on logical ones. Those may be ahead
 * of it for a moment. No `greatest(…, 0)` here, which would make 0 of what is not known; and of a slot that was never used
 * PostgreSQL 15 tells a negative safe size.
 */
const query = `
select slot_name::text as name,
       slot_type as type,
       database::text as database,
       active,
       case when restart_lsn > head then 0 else pg_wal_lsn_diff(head, restart_lsn) end as "retainedBytes",
       wal_status as "walStatus",
       case when restart_lsn is not null then safe_wal_size end as "safeWalBytes"
  from pg_replication_slots
 ${headPosition}
 order by name`;

export const slots = sqlSource({
	id: 'slots',
	about: 'replication slots and the WAL that they keep',
	everyMs: 5000,
	timeoutMs: 3000,
	query,
	rows: list(
		record({
			name: text,
			type: oneOf('physical', 'logical'),
			database: nullable(text),
			active: boolean,
			retainedBytes: nullable(number), // null while the slot was never used, and when it is lost
			walStatus: nullable(text),
			safeWalBytes: nullable(number), // null without max_slot_wal_keep_size, and for a lost slot
		}),
	),
});
