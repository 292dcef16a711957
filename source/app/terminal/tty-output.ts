import fs from 'node:fs';

/**
 * Writes to the terminal without ever waiting for it. Node's own terminal streams block the whole program while a
 * terminal does not read (a stalled SSH connection); this one keeps the rest and tries again.
 */
export type TtyOutput = {
	/** Sends it, or as much as goes now and the rest when the terminal is ready. True when all of it went out. */
	readonly write: (text: string) => boolean;
	readonly pending: () => boolean;
	/** What is still pending and then `text`, waiting at most `ms` in all. True when all of it went out. */
	readonly flush: (text: string, ms: number) => boolean;
	/** Nothing is written after this. */
	readonly close: () => void;
	readonly stats: () => {readonly bytes: number; readonly writes: number; readonly stalls: number};
};

type Options = {
	/** The file to write to, opened without blocking. */
	readonly fd: number;
	/** All that was pending went out. */
	readonly onDrained: () => void;
	/** The terminal is gone; nothing more will be written. */
	readonly onGone: (error: Error) => void;
};

/** A second description of the terminal, so that neither the shell's nor Node's own becomes non-blocking. */
export const openTty = (): number => {
	const flags = fs.constants.O_WRONLY | fs.constants.O_NOCTTY | fs.constants.O_NONBLOCK;
	try {
		return fs.openSync('/dev/tty', flags);
	} catch {
		return fs.openSync('/proc/self/fd/1', flags); // a terminal that is not our controlling one
	}
};

const retryMs = [1, 1, 2, 4, 8, 16, 32] as const;

export const createTtyOutput = ({fd, onDrained, onGone}: Options): TtyOutput => {
	const stats = {bytes: 0, writes: 0, stalls: 0};
	let rest: Uint8Array = new Uint8Array();
	let isOver = false;
	let timer: NodeJS.Timeout | undefined;

	/** True when the terminal wants no more for now. */
	const isStalled = (): boolean => {
		try {
			while (rest.length > 0) {
				const sent = fs.writeSync(fd, rest);
				stats.bytes += sent;
				stats.writes += 1;
				rest = rest.subarray(sent);
			}
		} catch (error) {
			if (isAgain(error)) {
				stats.stalls += 1;
				return true;
			}

			isOver = true;
			rest = new Uint8Array();
			onGone(error instanceof Error ? error : new Error(String(error)));
		}

		return false;
	};

	const retry = (attempt: number): void => {
		timer ??= setTimeout(
			() => {
				timer = undefined;
				if (isStalled()) {
					retry(attempt + 1);
				} else if (!isOver) {
					onDrained();
				}
			},
			retryMs[Math.min(attempt, retryMs.length - 1)],
		);
	};

	const flush = (text: string, ms: number): boolean => {
		if (isOver) {
			return false;
		}

		rest = Buffer.concat([rest, Buffer.from(text)]);
		const deadline = performance.now() + ms;
		let stalled = isStalled();
		while (stalled && performance.now() < deadline) {
			Atomics.wait(never, 0, 0, waitMs);
			stalled = isStalled();
		}

		if (stalled) {
			retry(0);
		}

		return !stalled && !isOver;
	};

	return {
		write: text => flush(text, 0),
		pending: () => rest.length > 0,
		flush,
		close: () => {
			isOver = true;
			rest = new Uint8Array();
			clearTimeout(timer);
		},
		stats: () => ({...stats}),
	};
};

const waitMs = 5;

/** Nobody ever notifies this: waiting on it is a sleep that keeps the thread. */
const never = new Int32Array(new SharedArrayBuffer(4));

const isAgain = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EAGAIN';
