import type {Clock} from '../../source/services/clock.ts';

export type FakeClock = Clock & {
	/** Moves time on and lets everybody act in order: sleepers wake one after the other, each with its consequences. */
	readonly advance: (ms: number) => Promise<void>;
	/** How many sleep now. */
	readonly sleeping: () => number;
	/** Corrects the time of day, as NTP does; sleepers do not notice. */
	readonly stepTimeOfDay: (ms: number) => void;
};

type Sleeper = {readonly at: number; readonly wake: () => void};

/** A clock that moves when it is told to. */
export const fakeClock = (startsAt = Date.UTC(2026, 10, 23, 3, 12, 44)): FakeClock => {
	const sleepers = new Set<Sleeper>();
	let steady = 0;
	let timeOfDay = startsAt;
	return {
		now: () => timeOfDay + steady,
		steady: () => steady,
		sleep: (ms, signal) =>
			new Promise(resolve => {
				const wake = () => {
					sleepers.delete(sleeper);
					signal.removeEventListener('abort', wake);
					resolve();
				};
				const sleeper = {at: steady + ms, wake};
				if (signal.aborted) {
					resolve();
				} else {
					sleepers.add(sleeper);
					signal.addEventListener('abort', wake, {once: true});
				}
			}),
		async advance(ms) {
			const until = steady + ms;
			await settled();
			for (let next = first(sleepers); next !== undefined && next.at <= until; next = first(sleepers)) {
				steady = Math.max(steady, next.at);
				next.wake();
				await settled();
			}

			steady = until;
		},
		sleeping: () => sleepers.size,
		stepTimeOfDay(ms) {
			timeOfDay += ms;
		},
	};
};

const first = (sleepers: ReadonlySet<Sleeper>): Sleeper | undefined => {
	let found: Sleeper | undefined;
	for (const sleeper of sleepers) {
		if (found === undefined || sleeper.at < found.at) {
			found = sleeper;
		}
	}

	return found;
};

/** All promises that can settle without time passing have. */
const settled = () => new Promise<void>(resolve => void setImmediate(resolve));
