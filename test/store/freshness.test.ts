import {expect, test} from 'vitest';
import {seen, staleAfterMs} from '../../source/store/freshness.ts';
import {fails, fleet, grey, later} from '../kit/state.ts';

const etcd = (state: Parameters<typeof seen>[0]) => seen(state, 'etcd', 'etcd-1');

test('what was never asked is not known', () => {
	expect(etcd(grey())).toMatchObject({state: 'never', value: undefined, current: undefined, ageMs: undefined});
});

test('a value is fresh for as many intervals as the threshold says, and not a moment longer', () => {
	const limit = staleAfterMs(fleet(), 'etcd');
	expect(limit).toBe(15_000);
	expect(etcd(later(fleet(), limit))).toMatchObject({state: 'fresh', ageMs: limit, current: {healthy: true}});
	expect(etcd(later(fleet(), limit + 1))).toMatchObject({state: 'stale', value: {healthy: true}, current: undefined});
});

test('a failing source is failing at once, and its last value may be used until it is stale', () => {
	const failing = fails(later(fleet(), 1000), 'etcd-1');
	expect(etcd(failing)).toMatchObject({
		state: 'failing',
		ageMs: 1000,
		current: {healthy: true},
		problem: 'no answer in 1 s',
	});
	expect(etcd(later(failing, 20_000))).toMatchObject({
		state: 'failing',
		ageMs: 21_000,
		value: {healthy: true},
		current: undefined,
	});
});

test('a value from the future is not fresh, and has no negative age', () => {
	expect(etcd(later(fleet(), -3_600_000))).toMatchObject({state: 'stale', ageMs: 0, current: undefined});
});
