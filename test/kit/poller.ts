import type {Reading, SourceId} from '../../source/model/sample.ts';
import type {Target} from '../../source/model/target.ts';
import {targetsOf} from '../../source/model/targets.ts';
import {type PollingOptions, startPolling} from '../../source/services/poll.ts';
import type {Source} from '../../source/services/source.ts';
import {type Limits, ProblemError} from '../../source/services/world.ts';
import {fakeClock} from './fake-clock.ts';
import {inventory} from './inventory.ts';

export const replication: Source<'replication'> = {
	id: 'replication',
	of: 'instance',
	about: '',
	needs: '',
	everyMs: 2000,
	timeoutMs: 1000,
	ask: () => ({via: 'sql', variants: [{since: 0, text: 'select'}]}),
	read: () => [],
};
export const slots: Source<'slots'> = {...replication, id: 'slots', everyMs: 5000, read: () => []};
export const etcd: Source<'etcd'> = {
	id: 'etcd',
	of: 'etcd',
	about: '',
	needs: '',
	everyMs: 3000,
	timeoutMs: 1000,
	ask: () => ({via: 'http', service: 'etcd', path: '/health'}),
	read: raw => ({healthy: raw === 'fine', reason: ''}),
};

export const targets = targetsOf(inventory());
export const instance = (name: string): Target => {
	const found = targets.find(({kind, id}) => kind === 'instance' && id === name);
	if (found === undefined) {
		throw new Error(`no ${name} in the test inventory`);
	}

	return found;
};

export const one = [instance('pg-test-1')];

export type Asked = {readonly at: number; readonly target: string; readonly limits: Limits};

/** A world that answers as the test says, and a record of what was asked and what came of it. */
export const poller = (
	answer: (asked: Asked) => unknown,
	options: Partial<Pick<PollingOptions, 'sources' | 'intervalsMs' | 'concurrency' | 'random'>> = {},
) => {
	const clock = fakeClock();
	const startedAt = clock.now();
	const asked: Asked[] = [];
	const readings: (Reading & {readonly after: number})[] = [];
	const polling = startPolling({
		clock,
		random: () => 0.5,
		sources: {replication},
		emit: reading => void readings.push({...reading, after: clock.now() - startedAt}),
		ask: async (target, _ask, limits) => {
			const now = {at: clock.now() - startedAt, target: target.id, limits};
			asked.push(now);
			return answer(now);
		},
		...options,
	});
	const of = (id: SourceId, target?: string) =>
		readings.filter(reading => reading.id === id && (target === undefined || reading.target === target));
	return {clock, asked, readings, of, ...polling};
};

export const never = () => new Promise(() => {});
export const untilAborted = ({limits}: Asked) =>
	new Promise((_resolve, reject) => {
		limits.signal.addEventListener('abort', () => reject(new ProblemError('timeout', 'hangs')));
	});
