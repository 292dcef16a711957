import {nullable, number, oneOf, record, single, text} from '../../model/decode.ts';
import {sqlSource} from './sql-source.ts';

const query = `
select current_setting('archive_mode') as mode,
       archived_count as "archivedCount",
       failed_count as "failedCount",
       last_archived_wal as "lastArchivedWal",
       extract(epoch from last_archived_time) * 1000 as "lastArchivedAt",
       last_failed_wal as "lastFailedWal",
       extract(epoch from last_failed_time) * 1000 as "lastFailedAt"
  from pg_stat_archiver`;

export const archiver = sqlSource({
	id: 'archiver',
	about: 'WAL archiving: what went, what failed, and when',
	everyMs: 5000,
	timeoutMs: 3000,
	query,
	rows: single(
		record({
			mode: oneOf('off', 'on', 'always'),
			archivedCount: number,
			failedCount: number,
			lastArchivedWal: nullable(text),
			lastArchivedAt: nullable(number),
			lastFailedWal: nullable(text),
			lastFailedAt: nullable(number),
		}),
	),
});
