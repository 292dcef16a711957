import fc from 'fast-check';
import {expect, test} from 'vitest';
import {ourOffset, wallTime, writtenOffset} from '../../../source/services/logs/log-time.ts';

const hour = 3_600_000;

test('zones as they are written', () => {
	expect(['UTC', 'GMT', '+08', '-0330', '+05:30', 'CST', 'x'].map(writtenOffset)).toEqual([
		0,
		0,
		8 * hour,
		-3.5 * hour,
		5.5 * hour,
		undefined,
		undefined,
	]);
});

test('a time without a zone is local, and a guess is never in the future', () => {
	const at = (now: number) =>
		wallTime({text: '2026-02-13 10:00:00.5', zone: undefined}, {offsetOf: () => 8 * hour, now: () => now});
	expect(at(Date.UTC(2027, 0))).toBe(Date.UTC(2026, 1, 13, 2, 0, 0, 500));
	expect(at(Date.UTC(2026, 1, 13))).toBe(Date.UTC(2026, 1, 13));
	expect(wallTime({text: '2026-02-13 10:00:00', zone: 'UTC'}, {now: () => 0})).toBe(Date.UTC(2026, 1, 13, 10));
	expect(wallTime({text: '2026-02-33 10:00:00', zone: 'UTC'}, {now: () => 0})).toBeUndefined();
});

test('our own offset turns local time into ours', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 4e12}), local => {
			const at = new Date(local - ourOffset(local));
			const wall = new Date(local);
			// In the hour that a change to summer time skips there is no such local time.
			expect([0, 1, 23]).toContain(Math.abs(at.getHours() - wall.getUTCHours()));
			expect(at.getMinutes() % 15).toBe(wall.getUTCMinutes() % 15);
		}),
	);
});
