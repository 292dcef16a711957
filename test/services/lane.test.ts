import {expect, test} from 'vitest';
import {createLane} from '../../source/services/lane.ts';
import {createTimers} from '../../source/services/timers.ts';
import {fakeClock} from '../kit/fake-clock.ts';

const setUp = (slots: number, isWanted: (item: string) => boolean = () => true) => {
	const clock = fakeClock();
	const started: string[] = [];
	const lane = createLane<string>({
		timers: createTimers(clock),
		slots,
		start: item => isWanted(item) && started.push(item) > 0,
	});
	return {clock, started, lane};
};

test('so many start at once, the next when one leaves, in the order of coming', () => {
	const {started, lane} = setUp(2);
	['a', 'b', 'c', 'd'].forEach(lane.add);
	expect(started).toEqual(['a', 'b']);
	lane.leave('b');
	expect(started).toEqual(['a', 'b', 'c']);
	lane.leave('a');
	expect(started).toEqual(['a', 'b', 'c', 'd']);
});

test('who leaves the line is not started, and leaving twice frees one slot only', () => {
	const {started, lane} = setUp(1);
	['a', 'b', 'c', 'd'].forEach(lane.add);
	lane.leave('b');
	lane.leave('a');
	lane.leave('a');
	expect(started).toEqual(['a', 'c']);
});

test('an item that needs no slot after all takes none', () => {
	const {started, lane} = setUp(1, item => item !== 'b');
	['a', 'b', 'c'].forEach(lane.add);
	lane.leave('a');
	expect(started).toEqual(['a', 'c']);
});

test('those that hang are set aside, up to a bound, so that the line moves on', async () => {
	const {clock, started, lane} = setUp(2);
	Array.from({length: 100}, (_, index) => `hangs ${index}`).forEach(lane.add);
	expect(started).toHaveLength(2);
	await clock.advance(600);
	expect(started.length).toBeGreaterThanOrEqual(4);
	await clock.advance(60_000);
	expect(started).toHaveLength(2 * 15 + 2);
	lane.leave('hangs 0');
	await clock.advance(500);
	expect(started).toHaveLength(2 * 15 + 3);
});

test('a closed lane starts nothing', () => {
	const {started, lane} = setUp(1);
	['a', 'b'].forEach(lane.add);
	lane.close();
	lane.leave('a');
	lane.add('c');
	expect(started).toEqual(['a']);
});
