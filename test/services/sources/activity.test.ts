import {expect, test} from 'vitest';
import {activity} from '../../../source/services/sources/activity.ts';
import {rows, target} from './answers.ts';

const read = (raw: unknown) => activity.read(raw, target('instance'));

test('one session holds a lock in an open transaction and another waits for it', () => {
	expect(read(rows('postgresql-15/activity.lock.json'))).toEqual({
		connections: 7,
		active: 1,
		idleInTransaction: 1,
		waitingOnLock: 1,
		longestTransactionMs: 5333.97,
		longestQueryMs: 4395.564,
	});
});

test('without any transaction there is no longest one', () => {
	expect(read(rows('postgresql-15/activity.primary.json'))).toMatchObject({
		active: 0,
		longestTransactionMs: undefined,
		longestQueryMs: undefined,
	});
});

test('a user who sees only itself is not told that all is quiet', () => {
	expect(() => read([{connections: null, active: '0'}])).toThrow('Grant it pg_monitor');
});
