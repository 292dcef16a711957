import {captureTalk} from './capture-talk.ts';
import type {Charset} from './canvas.ts';
import {FrameWriter} from './frame-writer.ts';
import {InkInput} from './ink-input.ts';
import type {InputEvent} from './input-event.ts';
import {openKeyboard} from './keyboard.ts';
import {stopJob} from './stop-job.ts';
import {openTty} from './tty-output.ts';

/** The operator's terminal while we have it: alternate screen, raw mode, bracketed paste. */
export type Terminal = {
	/** Ink's `stdout` (with `debug: true`) and the sink of raster panes. Knows the size, emits `resize`. */
	readonly writer: FrameWriter;
	/** Ink's `stdin`. */
	readonly input: InkInput;
	/** Keys, pastes, mouse. The answer stops it. */
	readonly onInput: (listener: (event: InputEvent) => void) => () => void;
	/** The terminal is gone: closed, hung up, or no longer ours. Called once, at most. */
	readonly onGone: (listener: (why: string) => void) => void;
	/** Ctrl-Z: gives the terminal to the shell and stops; resolves when the shell has sent us back to the front. */
	readonly suspend: () => Promise<void>;
	/** Gives the terminal to a program started by `run` (psql, ssh) with inherited stdio, and takes it back after. */
	readonly runForeground: <Result>(run: () => Promise<Result>) => Promise<Result>;
	/** True while someone else has the terminal; Ctrl-C is then meant for them. */
	readonly isLent: () => boolean;
	/**
	 * Puts everything back just before the process ends; `words` then stand on the screen that was there before. Never
	 * waits long. What is printed after this still goes to the talk file: a stalled terminal would hold up the exit.
	 */
	readonly restore: (words?: string) => void;
	/** The normal way out: as `restore`, and stdout and stderr print again. */
	readonly close: () => void;
};

type Options = {
	/** File for what would be printed while the screen is ours. */
	readonly talkPath: string;
	readonly charset: Charset;
};

/** True when there is a terminal to open: on both sides, and one that can address its cursor. */
export const hasTerminal = (): boolean =>
	process.stdin.isTTY && process.stdout.isTTY && !['', 'dumb'].includes(process.env['TERM'] ?? '');

export const openTerminal = ({talkPath, charset}: Options): Terminal => {
	const endCapture = captureTalk(talkPath);
	const writer = new FrameWriter({fd: openTty(), size: windowSize, charset});
	const input = new InkInput();
	const listeners = new Set<(event: InputEvent) => void>();
	const gone = oneCall();
	const keyboard = openKeyboard(event => {
		input.feed(event);
		listeners.forEach(listener => listener(event));
	}, gone.call);
	let lent = false;

	const take = (): void => {
		lent = false;
		keyboard.take();
		process.emit('SIGWINCH', 'SIGWINCH'); // a window that changed while we were not in front tells nobody
		writer.enter();
	};
	const lend = async <Result>(run: () => Promise<Result>): Promise<Result> => {
		lent = true;
		writer.leave(giveMs);
		keyboard.give();
		return await run().finally(take);
	};
	const suspend = async (): Promise<void> => {
		if (!lent && !writer.busy) {
			await lend(stopJob);
		}
	};
	const release = followSignals({
		SIGWINCH: () => writer.resized(),
		SIGTSTP: () => void suspend(),
		SIGCONT: () => lent || take(), // stopped by the signal that cannot be caught
	});
	const restore = (words = ''): void => {
		release();
		clearInterval(watch);
		gone.listen(() => undefined);
		// Changing the mode waits for a stalled terminal. Node itself puts the mode back at exit, without waiting.
		if (writer.restore({words})) {
			keyboard.give();
		}

		process.stdin.unref();
	};

	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid !== parent) {
			gone.call('the launcher was killed: the terminal belongs to the shell again');
		}
	}, watchMs).unref();

	writer.on('gone', () => gone.call('the terminal cannot be written to'));
	take();
	return {
		writer,
		input,
		onInput: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		onGone: gone.listen,
		suspend,
		runForeground: lend,
		isLent: () => lent,
		restore,
		close: () => {
			restore();
			endCapture();
		},
	};
};

const giveMs = 300;
const watchMs = 500;

/** A terminal that does not know its size says 0. */
const windowSize = () => {
	const [columns, rows] = process.stdout.getWindowSize();
	return {columns: columns || 80, rows: rows || 24};
};

/** The first call counts, also one from before there was a listener. */
const oneCall = () => {
	let listener: ((why: string) => void) | undefined;
	let reason: string | undefined;
	return {
		call: (why: string): void => {
			if (reason === undefined) {
				reason = why;
				listener?.(why);
			}
		},
		listen: (next: (why: string) => void): void => {
			listener = next;
			if (reason !== undefined) {
				next(reason);
			}
		},
	};
};

const followSignals = (handlers: Readonly<Partial<Record<NodeJS.Signals, () => unknown>>>): (() => void) => {
	const entries = Object.entries(handlers);
	for (const [name, handler] of entries) {
		process.on(name, handler);
	}

	return () => {
		for (const [name, handler] of entries) {
			process.off(name, handler);
		}
	};
};
