import {type Decoder, ShapeError} from '../../model/decode.ts';
import type {SourceId, Samples} from '../../model/sample.ts';
import {defineSource, type Source} from '../source.ts';

/** A source that asks one PostgreSQL instance one query, which names its columns as the model names its fields. */
export const sqlSource = <Id extends SourceId>({query, rows, ...about}: SqlSource<Id>): Source<Id> =>
	defineSource({
		...about,
		of: 'instance',
		needs: 'SQL: pg_monitor',
		ask: () => ({via: 'sql', variants: [{since: oldestServer, text: query}]}),
		read: raw => rows(raw),
	});

type SqlSource<Id extends SourceId> = Pick<Source<Id>, 'id' | 'about' | 'everyMs' | 'timeoutMs'> & {
	/** Proven on every major version from `oldestServer` on; the columns that we use did not change since. */
	readonly query: string;
	readonly rows: Decoder<Samples[Id]>;
};

/**
 * A column that is null only for a user without `pg_monitor`, to whom PostgreSQL shows that there are others, and nothing of
 * them. Counting what is left would give a small number that looks right.
 */
export const visible =
	<Value>(inner: Decoder<Value>): Decoder<Value> =>
	(raw, path) => {
		if (raw === null) {
			throw new ShapeError('the monitor user may not see what others do\nGrant it pg_monitor');
		}

		return inner(raw, path);
	};

/** The oldest `server_version_num` that has the columns we read, and the oldest that Pigsty installs. */
const oldestServer = 130_000;
