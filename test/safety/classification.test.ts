import fc from 'fast-check';
import {expect, test} from 'vitest';
import {classes, classification, type Reason, strictest} from '../../source/safety/classification.ts';

const reason: fc.Arbitrary<Reason> = fc.record({
	rule: fc.constantFrom('one', 'two', 'three'),
	class: fc.constantFrom(...classes),
	text: fc.constantFrom('a', 'b'),
	flags: fc.subarray(['secret', 'opaque']),
});

test('the strictest class wins, whatever the order', () => {
	expect(strictest(['confirm', 'destructive', 'allowed'])).toBe('destructive');
	expect(strictest(['business-data', 'allowed'])).toBe('business-data');
});

test('of nothing, nothing is known', () => {
	expect(strictest([])).toBe('rejected');
	expect(classification([])).toMatchObject({class: 'rejected', reasons: [{rule: 'nothing-understood'}]});
});

test('what is harmless is only told when all of it is', () => {
	const read: Reason = {rule: 'read', class: 'allowed', text: 'reads', flags: ['multi']};
	const change: Reason = {rule: 'change', class: 'confirm', text: 'changes'};
	expect(classification([read]).reasons).toEqual([read]);
	expect(classification([read, change])).toEqual({class: 'confirm', reasons: [change], flags: ['multi']});
});

test('the same reason is told once, the strictest first', () => {
	const one: Reason = {rule: 'a', class: 'confirm', text: 'x'};
	const other: Reason = {rule: 'b', class: 'rejected', text: 'y'};
	expect(classification([one, other, one]).reasons).toEqual([other, one]);
});

test('one more reason never makes it milder', () => {
	fc.assert(
		fc.property(fc.array(reason, {minLength: 1}), reason, (found, more) => {
			const before = classification(found);
			const after = classification([...found, more]);
			expect(classes.indexOf(after.class)).toBeGreaterThanOrEqual(classes.indexOf(before.class));
			expect(after.reasons.length).toBeGreaterThan(0);
		}),
	);
});
