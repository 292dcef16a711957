import type {Clock} from '../../../source/services/clock.ts';

export type LeapingClock = Clock & {readonly set: (at: number) => void};

/** A clock that stands still until somebody sleeps, and then is there at once. */
export const leapingClock = (startsAt = Date.UTC(2026, 10, 23, 3, 12, 44)): LeapingClock => {
	let now = startsAt;
	return {
		now: () => now,
		sleep: async (ms, signal) => {
			now += signal.aborted ? 0 : ms;
		},
		set: at => {
			now = at;
		},
	};
};

/** A clock that only moves when it is set: whoever sleeps wakes at once, in the same moment. */
export const stillClock = (startsAt?: number): LeapingClock => ({...leapingClock(startsAt), sleep: async () => {}});
