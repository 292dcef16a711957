import {expect, test} from 'vitest';
import {statusText} from '../../source/app/status-text.ts';
import {changes, fails, fleet, grey} from '../kit/state.ts';

const lagging = () =>
	changes(fleet(), 'patroniCluster', 'pg-test', ha => ({
		...ha,
		members: ha.members.map(member =>
			member.name === 'pg-test-3' ? {...member, lagBytes: 1_500_000_000, replayLagBytes: 1_500_000_000} : member,
		),
	}));

test('status tells what is wrong first, then each cluster with its members', async () => {
	await expect(statusText(lagging(), [])).toMatchFileSnapshot('status.lagging.txt');
});

test('before anything has answered nothing is claimed', async () => {
	await expect(statusText(grey(), [])).toMatchFileSnapshot('status.grey.txt');
});

test('of chosen clusters it tells what concerns them, their hosts included', () => {
	const state = fails(lagging(), '10.10.10.12', ['node'], '10.10.10.12: no answer on port 22 in 5 s');
	const text = statusText(state, ['pg-test']);
	expect(text).toContain('does not answer by SSH');
	expect(text).not.toContain('pg-meta');
	expect(statusText(state, ['pg-meta'])).not.toContain('pg-test');
});
