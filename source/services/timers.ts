import type {Clock} from './clock.ts';

export type Timer = {readonly cancel: () => void};

export type Timers = {
	/** Runs `fire` once after `ms`, at most `grainMs` late. Never at once, even for 0. */
	readonly after: (ms: number, fire: () => void) => Timer;
	/** Milliseconds that no correction of the clock can move. */
	readonly now: () => number;
	/** Forgets all timers and sleeps no more. */
	readonly stop: () => void;
};

/** Timers that are due this close together fire in one wake, so that thousands of them cost few. */
const grainMs = 10;

type Entry = {readonly at: number; fire: (() => void) | undefined};

/** Any number of timers over one sleep of the clock, kept in a binary heap. */
export const createTimers = (clock: Clock): Timers => {
	const now = clock.steady ?? clock.now;
	const heap: Entry[] = [];
	let stopped = false;
	let sleeping: {readonly until: number; readonly wake: AbortController} | undefined;

	const run = async () => {
		for (let next = soonest(heap); next !== undefined && !stopped; next = soonest(heap)) {
			const ms = next.at - now();
			if (ms > 0) {
				const wake = new AbortController();
				sleeping = {until: next.at, wake};
				await clock.sleep(Math.max(ms, grainMs), wake.signal);
			} else {
				pop(heap)?.fire?.();
			}
		}

		sleeping = undefined;
	};

	return {
		now,
		after(ms, fire) {
			const entry: Entry = {at: now() + ms, fire};
			if (!stopped) {
				push(heap, entry);
				if (sleeping === undefined) {
					sleeping = {until: entry.at, wake: new AbortController()};
					queueMicrotask(() => void run());
				} else if (entry.at < sleeping.until - grainMs) {
					sleeping.wake.abort();
				}
			}

			return {
				cancel() {
					entry.fire = undefined;
				},
			};
		},
		stop() {
			stopped = true;
			heap.length = 0;
			sleeping?.wake.abort();
		},
	};
};

/** The live entry that is due first; cancelled ones before it are dropped on the way. */
const soonest = (heap: Entry[]): Entry | undefined => {
	while (heap[0] !== undefined && heap[0].fire === undefined) {
		pop(heap);
	}

	return heap[0];
};

const push = (heap: Entry[], entry: Entry) => {
	let index = heap.push(entry) - 1;
	while (index > 0) {
		const parentIndex = (index - 1) >> 1;
		const parent = heap[parentIndex];
		if (parent === undefined || parent.at <= entry.at) {
			break;
		}

		heap[index] = parent;
		index = parentIndex;
	}

	heap[index] = entry;
};

const pop = (heap: Entry[]): Entry | undefined => {
	const [first] = heap;
	const last = heap.pop();
	if (last === undefined || heap.length === 0) {
		return first;
	}

	let index = 0;
	for (;;) {
		const leftIndex = 2 * index + 1;
		const left = heap[leftIndex];
		const right = heap[leftIndex + 1];
		const child = right !== undefined && left !== undefined && right.at < left.at ? right : left;
		if (child === undefined || child.at >= last.at) {
			break;
		}

		heap[index] = child;
		index = child === left ? leftIndex : leftIndex + 1;
	}

	heap[index] = last;
	return first;
};
