import fc from 'fast-check';
import {expect, test} from 'vitest';
import {windowBar} from '../../../source/views/parts/window-bar.ts';

const day = 86_400_000;
const now = 100 * day;

test('the longest window fills the bar, a shorter one ends at the same now', () => {
	const bar = (days: number) =>
		windowBar({startAt: now - days * day, endAt: now, now, axisMs: 14 * day, isLate: false, width: 14});
	expect(bar(14)).toEqual({before: '', covered: '█'.repeat(14), open: ''});
	expect(bar(7)).toEqual({before: ' '.repeat(7), covered: '█'.repeat(7), open: ''});
});

test('what is late is seen even when it is less than a column', () => {
	const late = windowBar({
		startAt: now - 7 * day,
		endAt: now - 600_000,
		now,
		axisMs: 7 * day,
		isLate: true,
		width: 10,
	});
	expect(late).toEqual({before: '', covered: '█'.repeat(9), open: '░'});
});

test('with an unknown end nothing is claimed to be covered', () => {
	const {covered, open} = windowBar({
		startAt: now - day,
		endAt: undefined,
		now,
		axisMs: day,
		isLate: false,
		width: 8,
	});
	expect([covered, open]).toEqual(['', '░'.repeat(8)]);
});

test('a bar is always as wide as it is asked to be', () => {
	const time = fc.integer({min: -day, max: 200 * day});
	fc.assert(
		fc.property(
			time,
			fc.option(time, {nil: undefined}),
			fc.nat(200 * day),
			fc.boolean(),
			fc.integer({min: 1, max: 60}),
			(startAt, endAt, axisMs, isLate, width) => {
				const {before, covered, open} = windowBar({startAt, endAt, now, axisMs, isLate, width});
				expect((before + covered + open).length).toBe(width);
			},
		),
	);
});
