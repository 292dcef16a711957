import {printLsn} from '../../format/lsn.ts';
import {type Decoder, digits, json, list, nullable, number, ShapeError, text} from '../../model/decode.ts';
import type {HistoryEntry} from '../../model/patroni.ts';
import {defineSource} from '../source.ts';
import {httpAnswer} from './http-answer.ts';
import {timestamp} from './timestamp.ts';

export const patroniHistory = defineSource({
	id: 'patroniHistory',
	of: 'cluster',
	about: 'timelines that ended: when, where, why, and who led then',
	needs: 'none: Patroni answers GET to anyone',
	everyMs: 10_000,
	timeoutMs: 3000,
	ask: () => ({via: 'patroni', path: '/history'}),
	read: raw => entries(httpAnswer(raw, 200).body, 'body'),
});

/** `[timeline, lsn, reason]`, and from PostgreSQL 9.3 and Patroni 1.6 and 3.0 on also the time and the new leader. */
const entry: Decoder<HistoryEntry> = (raw, path = '') => {
	if (!Array.isArray(raw) || raw.length < 3) {
		throw new ShapeError(`${path}: expected a list of three to five`);
	}

	const row: readonly unknown[] = raw;
	return {
		timeline: number(row[0], `${path}[0]`),
		lsn: printLsn(BigInt(digits(row[1], `${path}[1]`))),
		reason: text(row[2], `${path}[2]`),
		at: nullable(timestamp)(row[3], `${path}[3]`),
		newLeader: nullable(text)(row[4], `${path}[4]`),
	};
};

const entries = json(list(entry));
