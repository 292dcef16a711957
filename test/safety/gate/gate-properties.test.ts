import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {GateEvent} from '../../../source/safety/gate/gate-state.ts';
import {after, gatesByLevel, isAccepted, key, readToEnd, seen, shown} from '../../kit/gate.ts';

const anyEvent: fc.Arbitrary<GateEvent> = fc
	.tuple(
		fc.oneof(
			{
				weight: 6,
				arbitrary: fc.constantFrom(
					...Array.from('pg-test1yes, I confirm'),
					'enter',
					'down',
					'up',
					'tab',
					'backspace',
					'escape',
				),
			},
			{weight: 6, arbitrary: fc.constant('enter')},
			{weight: 1, arbitrary: fc.constantFrom('pasted', 'odd-bytes', 'ticked', 'shown', 'end')},
		),
		fc.integer({min: 0, max: 6000}),
		fc.constantFrom(1, 1, 1, 1, 2, 3, 4),
	)
	.map(([what, at, keys]): GateEvent => {
		switch (what) {
			case 'pasted':
			case 'odd-bytes':
			case 'ticked':
			case 'shown': {
				return {type: what, at};
			}
			case 'end': {
				return readToEnd(at);
			}
			default: {
				return key(what, at, keys);
			}
		}
	});

test('whatever happens, it is passed only with all fields right, read for long enough, by an Enter of its own', () => {
	const starts = Object.values(gatesByLevel).flatMap(({open, answers, armMs}) => [
		{armMs, readAt: 0, from: 0, state: after(open(), ...seen)},
		{armMs, readAt: 3000, from: 3000, state: after(open(), shown(0), ...answers, readToEnd(3000))},
	]);
	let passed = 0;
	fc.assert(
		fc.property(
			fc.constantFrom(...starts),
			fc.array(anyEvent, {maxLength: 20}),
			({armMs, readAt, from, state}, events) => {
				let before = state;
				for (const event of events.toSorted((one, other) => one.at - other.at)) {
					const next = after(before, {...event, at: event.at + from});
					if (isAccepted(next) && !isAccepted(before)) {
						passed += 1;
						expect(before.spec.challenges.every(({expected}, index) => before.fields[index] === expected)).toBe(true);
						expect(event).toMatchObject({type: 'key', name: 'enter'});
						expect(event.at + from).toBeGreaterThanOrEqual(readAt + armMs);
						expect(before.fields.length > 0 || before.choice === 'proceed').toBe(true);
					}

					before = next;
				}
			},
		),
		{numRuns: 1000},
	);
	expect(passed).toBeGreaterThan(10);
});
