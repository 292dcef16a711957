import {list, mapped, number, record, ShapeError, text} from '../../model/decode.ts';
import type {ProxyServer} from '../../model/services.ts';
import {defineSource} from '../source.ts';
import {csvRecords} from './csv-records.ts';
import {httpAnswer} from './http-answer.ts';

/** Pigsty serves the statistics below the node's name, so there is nothing to ask of a node whose name we do not know. */
export const haproxy = defineSource({
	id: 'haproxy',
	of: 'node',
	about: 'servers behind each service: up or down, since when, sessions, last health check',
	needs: 'HAProxy: its statistics page, with the password of the inventory',
	everyMs: 5000,
	timeoutMs: 3000,
	applies: target => target.kind === 'node' && target.node.haproxy.enabled && target.node.name !== undefined,
	ask: target => ({
		via: 'http',
		service: 'haproxy',
		path: `/haproxy/${encodeURIComponent(target.kind === 'node' ? (target.node.name ?? '') : '')}/;csv`,
	}),
	read: (raw): readonly ProxyServer[] => {
		const {body} = httpAnswer(raw, 200);
		// The header line is a comment, which is how we know that this is not the page for people.
		if (!body.startsWith('# ')) {
			throw new ShapeError('body: expected statistics as CSV');
		}

		return servers(csvRecords(body.slice(2), columns).filter(row => !aggregates.has(row['svname'] ?? '')));
	},
});

const aggregates = new Set(['FRONTEND', 'BACKEND']);

const fields = {
	pxname: text,
	svname: text,
	status: text,
	scur: number,
	bck: text,
	lastchg: text,
	check_status: text,
	check_code: text,
	check_duration: text,
};
const columns = Object.keys(fields);
const server = record(fields);

const servers = list(
	mapped(server, (row): ProxyServer => ({
		proxy: row.pxname,
		server: row.svname,
		status: row.status,
		sessions: row.scur,
		backup: row.bck === '1',
		lastCheck: checkOf(row),
		downSeconds: row.status.startsWith('DOWN') && /^\d+$/.test(row.lastchg) ? Number(row.lastchg) : undefined,
	})),
);

/** `L7STS/503 in 2ms`; a star in front means that the check is under way and this is the result before. */
const checkOf = ({check_status: status, check_code: code, check_duration: ms}: ReturnType<typeof server>) =>
	status === '' ? undefined : `${status}${code && `/${code}`}${ms && ` in ${ms}ms`}`;
