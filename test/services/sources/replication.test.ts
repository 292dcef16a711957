import {expect, test} from 'vitest';
import {replication} from '../../../source/services/sources/replication.ts';
import {rows, target} from './answers.ts';

const read = (raw: unknown) => replication.read(raw, target('instance'));
const recorded = (path: string) => read(rows(`postgresql-15/${path}`));

test('standbys that have caught up', () => {
	expect(recorded('replication.primary.json').slice(0, 2)).toEqual(
		['pg-test-2', 'pg-test-3'].map((name, index) => ({
			name,
			clientAddress: `10.10.10.1${index + 2}`,
			state: 'streaming',
			sync: 'async',
			lagBytes: 0,
			sentLagBytes: 0,
			replayLagMs: undefined,
		})),
	);
});

test('a peer that has not reported a position is not at 0', () => {
	expect(recorded('replication.primary.json')[2]).toMatchObject({name: 'pg_receivewal', lagBytes: undefined});
});

test('a standby that receives and does not replay is behind', () => {
	expect(recorded('replication.lag.json')[0]).toMatchObject({
		lagBytes: 6_418_840,
		sentLagBytes: 0,
		replayLagMs: 15.485,
	});
});

test('nobody follows a standby here', () => {
	expect(recorded('replication.standby.json')).toEqual([]);
});

test('a user who may not see the peers is told so', () => {
	expect(() => read([{name: 'pg-test-2', clientAddress: null, state: null, sync: null}])).toThrow(
		'Grant it pg_monitor',
	);
	expect(() => read([{name: 'x', state: 'new'}])).toThrow('[0].state: expected startup | catchup');
});
