import {expect, test} from 'vitest';
import {instance} from '../../../source/services/sources/instance.ts';
import {rows, target} from './answers.ts';

const read = (raw: unknown) => instance.read(raw, target('instance'));
const recorded = (path: string) => read(rows(`postgresql-15/${path}`));

test('a primary tells where it writes and has nothing to replay, even after it was promoted', () => {
	expect(recorded('instance.primary.json')).toEqual({
		inRecovery: false,
		version: '15.18',
		versionNumber: 150_018,
		startedAt: expect.any(Number),
		timeline: 3,
		lsn: expect.stringMatching(/^0\/[\dA-F]+$/),
		receivedLsn: undefined,
		replayPaused: undefined,
		replayDelayMs: undefined,
		systemIdentifier: '7711759395839897685',
		pendingRestart: [],
		clockAt: expect.any(Number),
		maxConnections: 100,
		reservedConnections: 10,
		readOnlyDefault: undefined,
	});
});

test('a standby that has replayed all it has is not behind', () => {
	expect(recorded('instance.standby.json')).toMatchObject({
		inRecovery: true,
		timeline: 3,
		lsn: '0/14000000',
		receivedLsn: '0/14000000',
		replayPaused: false,
		replayDelayMs: 0,
	});
});

test('a standby whose replay is paused is behind by the age of what it last replayed', () => {
	expect(recorded('instance.standby-behind.json')).toMatchObject({replayPaused: true, replayDelayMs: 5503.759});
});

test('settings that wait for a restart are named', () => {
	expect(recorded('instance.pending-restart.json').pendingRestart).toEqual(['max_connections']);
});

test('no row, or two, is not an answer', () => {
	expect(() => read([])).toThrow('answer: expected a list of one');
	expect(() => read([{}, {}])).toThrow('answer: expected a list of one');
	expect(() => read([{inRecovery: 'f'}])).toThrow('[0].inRecovery: expected true or false, got string');
});
