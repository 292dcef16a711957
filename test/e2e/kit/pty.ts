import {execFileSync} from 'node:child_process';
import {setTimeout as pause} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {descendants, isAlive} from './processes.ts';

export type ScreenCell = {
	readonly char: string;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isInverse: boolean;
	/** Palette index or 24-bit colour; undefined = the terminal's own. */
	readonly foreground: number | undefined;
	readonly background: number | undefined;
};

type Options = {
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string>>;
};

const prompt = /^\[(\d+)\]> $/;

/**
 * A shell in a pseudo-terminal, with a terminal emulator at its other end: programs run in it as they do for an operator,
 * as jobs. The prompt tells the exit code. Every wait is for a condition and names what it saw when it gives up.
 */
export const openPty = async ({columns = 120, rows = 40, env = {}}: Options = {}) => {
	const {CI: _ci, ...inherited} = process.env; // its mere presence turns Ink off
	const term = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	const pty = spawn('bash', ['--norc', '--noprofile', '--noediting', '-i'], {
		name: 'xterm-256color',
		cols: columns,
		rows,
		env: {...inherited, PS1: '[$?]> ', HISTFILE: '', ...env},
	});
	const path: string = Reflect.get(pty, 'ptsName');
	let raw = '';
	let forgotten = 0;
	let hasBegun = false; // the command's line was entered, so that a prompt is the one after it
	let parsed = Promise.resolve();
	pty.onData(data => {
		raw += data;
		hasBegun ||= data.includes('\n');
		parsed = new Promise(resolve => term.write(data, resolve));
	});

	const line = (y: number): string => term.buffer.active.getLine(y)?.translateToString(true) ?? '';
	const screen = (): readonly string[] => Array.from({length: term.rows}, (_, y) => line(y));
	/** Waits until it is true; what is on the screen is the message when it never is. */
	const until = async (isTrue: () => boolean, what: string, ms = 10_000): Promise<void> => {
		const deadline = performance.now() + ms;
		while (!isTrue()) {
			if (performance.now() > deadline) {
				throw new Error(`waited ${ms} ms for ${what}; on the screen:\n${screen().join('\n')}`);
			}

			await pause(5);
			await parsed;
		}
	};
	/** Not trimmed: the prompt's last blank says that the shell is waiting. */
	const cursorLine = (): string => {
		const {cursorY, cursorX} = term.buffer.active;
		return (term.buffer.active.getLine(cursorY)?.translateToString(false) ?? '').slice(0, cursorX);
	};

	await until(() => prompt.test(cursorLine()), 'the shell');
	return {
		path,
		screen,
		until,
		/** What the program wrote, byte for byte. */
		raw: () => raw.slice(forgotten),
		forgetRaw: () => {
			forgotten = raw.length;
		},
		write: (text: string) => pty.write(text),
		run: (command: string) => {
			hasBegun = false;
			pty.write(`${command}\r`);
		},
		waitFor: async (wanted: string | RegExp | ((lines: readonly string[]) => boolean), ms?: number) => {
			const isSeen = (): boolean =>
				typeof wanted === 'function'
					? wanted(screen())
					: screen().some(text => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)));
			await until(isSeen, String(wanted), ms);
			return screen();
		},
		/** The prompt is back: how the last program ended. */
		exitCode: async (ms?: number): Promise<number> => {
			await until(() => hasBegun && prompt.test(cursorLine()), 'the prompt', ms);
			return Number(prompt.exec(cursorLine())?.[1]);
		},
		cell: (x: number, y: number): ScreenCell => {
			const at = term.buffer.active.getLine(y)?.getCell(x);
			return {
				char: at?.getChars() ?? '',
				isBold: at?.isBold() !== 0,
				isDim: at?.isDim() !== 0,
				isInverse: at?.isInverse() !== 0,
				foreground: at === undefined || at.isFgDefault() ? undefined : at.getFgColor(),
				background: at === undefined || at.isBgDefault() ? undefined : at.getBgColor(),
			};
		},
		terminal: term,
		isAlternate: () => term.buffer.active.type === 'alternate',
		/** A private mode as the last of its switches left it; undefined when it was never switched. */
		mode: (number: number): boolean | undefined => {
			const [, last] = [...raw.matchAll(new RegExp(`\\u001B\\[\\?${number}([hl])`, 'g'))].at(-1) ?? [];
			return last === undefined ? undefined : last === 'h';
		},
		/** `stty -a` of the terminal, as words. */
		termios: () => execFileSync('stty', ['-a', '-F', path], {encoding: 'utf8'}).split(/[\s;]+/),
		resize: (newColumns: number, newRows: number) => {
			term.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
		/** Stops and starts reading, as a stalled connection does. */
		pause: () => pty.pause(),
		resume: () => pty.resume(),
		/** The Node processes that run in it, oldest first. */
		programs: () => descendants(pty.pid).filter(({exe}) => exe === 'node'),
		/** Everything that runs in it but the shell itself. */
		jobs: () => descendants(pty.pid),
		/** The window is closed. Resolves when everything that ran in it has ended. */
		close: async (ms = 5000) => {
			const running = [...descendants(pty.pid).map(({pid}) => pid), pty.pid];
			Reflect.apply(Reflect.get(pty, 'destroy'), pty, []); // not in its types: closes our end
			const deadline = performance.now() + ms;
			while (running.some(isAlive)) {
				if (performance.now() > deadline) {
					running.filter(isAlive).forEach(pid => process.kill(pid, 'SIGKILL'));
					throw new Error(`still running ${ms} ms after its terminal was closed: ${running.join(', ')}`);
				}

				await pause(5);
			}
		},
	};
};

export type Pty = Awaited<ReturnType<typeof openPty>>;
