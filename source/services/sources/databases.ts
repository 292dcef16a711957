import {list, nullable, number, record, text} from '../../model/decode.ts';
import {sqlSource} from './sql-source.ts';

/**
 * Every database, templates included: an old transaction id in `template0` stops the whole instance as well. The size of
 * a database may be asked by who may connect to it or has `pg_read_all_stats`; for anyone else the question is an error.
 */
const query = `
select datname::text as name,
       case when has_database_privilege(oid, 'CONNECT') or pg_has_role('pg_read_all_stats', 'USAGE')
            then pg_database_size(oid)
       end as "sizeBytes",
       coalesce(pg_stat_get_db_numbackends(oid), 0) as connections,
       age(datfrozenxid) as "xidAge"
  from pg_database
 order by name`;

export const databases = sqlSource({
	id: 'databases',
	about: 'size, connections and transaction id age of each database',
	everyMs: 60_000,
	timeoutMs: 5000,
	query,
	rows: list(record({name: text, sizeBytes: nullable(number), connections: number, xidAge: number})),
});
