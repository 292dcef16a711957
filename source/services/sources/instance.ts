import {boolean, list, nullable, number, record, single, text} from '../../model/decode.ts';
import {sqlSource} from './sql-source.ts';

/**
 * The timeline of a primary is in the name of the file it writes; a standby's is the newest that it has received, replayed
 * or checkpointed, since none of the three is known at all times. Functions that fail on the other side of
 * `pg_is_in_recovery()` are behind a CASE, which does not evaluate the branch it does not take. Where our connection
 * is read only because we asked for it, the server's own default cannot be seen.
 */
const query = `
select pg_is_in_recovery() as "inRecovery",
       split_part(current_setting('server_version'), ' ', 1) as version,
       current_setting('server_version_num')::int as "versionNumber",
       extract(epoch from pg_postmaster_start_time()) * 1000 as "startedAt",
       case when pg_is_in_recovery()
            then greatest(received_tli, nullif(min_recovery_end_timeline, 0), timeline_id)
            else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int
       end as timeline,
       case when pg_is_in_recovery()
            then coalesce(pg_last_wal_replay_lsn(), redo_lsn)
            else pg_current_wal_lsn()
       end::text as lsn,
       case when pg_is_in_recovery() then pg_last_wal_receive_lsn()::text end as "receivedLsn",
       case when pg_is_in_recovery() then pg_is_wal_replay_paused() end as "replayPaused",
       case when not pg_is_in_recovery() then null
            when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
            when pg_last_xact_replay_timestamp() > clock_timestamp() then 0
            else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000
       end as "replayDelayMs",
       system_identifier::text as "systemIdentifier",
       (select coalesce(array_agg(name::text order by name), '{}') from pg_settings where pending_restart) as "pendingRestart",
       extract(epoch from clock_timestamp()) * 1000 as "clockAt",
       current_setting('max_connections')::int as "maxConnections",
       current_setting('superuser_reserved_connections')::int
         + coalesce(current_setting('reserved_connections', true)::int, 0) as "reservedConnections",
       (select reset_val = 'on'
          from pg_settings
         where name = 'default_transaction_read_only' and source not in ('client', 'user', 'database user')) as "readOnlyDefault"
  from pg_control_checkpoint()
 cross join pg_control_system()
 cross join pg_control_recovery()
  left join pg_stat_wal_receiver on true`;

export const instance = sqlSource({
	id: 'instance',
	about: 'role, version, timeline, WAL position, replay delay, settings that wait for a restart',
	everyMs: 5000,
	timeoutMs: 3000,
	query,
	rows: single(
		record({
			inRecovery: boolean,
			version: text,
			versionNumber: number,
			startedAt: number,
			timeline: number,
			lsn: text,
			receivedLsn: nullable(text),
			replayPaused: nullable(boolean),
			replayDelayMs: nullable(number), // null before the first replayed commit
			systemIdentifier: text,
			pendingRestart: list(text),
			clockAt: number,
			maxConnections: number,
			reservedConnections: number, // PostgreSQL 16 has a second kind of them
			readOnlyDefault: nullable(boolean),
		}),
	),
});
