/**
 * SQL that joins one row, `position.head`: how far this instance could send. A standby can send what it has received or
 * replayed, whichever is more: after a restart it has received nothing yet, and has replayed what it had.
 */
export const headPosition = `
 cross join (select case when pg_is_in_recovery()
                         then greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
                         else pg_current_wal_lsn()
                    end as head) as position`.trimStart();
