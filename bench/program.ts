import {readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import {setTimeout as pause} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';

type Options = {
	readonly args: readonly string[];
	readonly columns: number;
	readonly rows: number;
	readonly home: string;
};

/** The packaged program in a pseudo-terminal of its own, watched from outside: what it writes, when, and what it costs. */
export const startProgram = ({args, columns, rows, home}: Options) => {
	const {CI: _ci, NO_COLOR: _noColor, ...inherited} = process.env;
	const startedAt = performance.now();
	const pty = spawn(`${import.meta.dirname}/../dist/pigsty-top`, [...args], {
		name: 'xterm-256color',
		cols: columns,
		rows,
		env: {...inherited, HOME: home, XDG_STATE_HOME: `${home}/state`, XDG_CACHE_HOME: `${home}/cache`, LANG: 'C.UTF-8'},
	});
	let text = '';
	let bytes = 0;
	const waiting = new Set<() => void>();
	pty.onData(data => {
		text = (text + data).slice(-200_000);
		bytes += Buffer.byteLength(data);
		for (const check of waiting) check();
	});
	const ended = new Promise<void>(resolve => {
		pty.onExit(() => resolve());
	});
	return {
		startedAt,
		bytes: () => bytes,
		write: (keys: string) => pty.write(keys),
		forget: () => {
			text = '';
		},
		/** When the pattern was first on its way to the terminal, in ms of `performance.now()`. */
		seen: (pattern: RegExp, ms = 20_000) =>
			new Promise<number>((resolve, reject) => {
				const timer = setTimeout(() => {
					waiting.delete(check);
					reject(new Error(`${String(pattern)} did not come in ${ms} ms; last: ${JSON.stringify(text.slice(-400))}`));
				}, ms);
				const check = () => {
					if (pattern.test(text)) {
						waiting.delete(check);
						clearTimeout(timer);
						resolve(performance.now());
					}
				};
				waiting.add(check);
				check();
			}),
		/** Runs for a while: CPU as a fraction of a core, bytes a second, resident bytes at the end. */
		watch: async (ms: number) => {
			const pid = programPid(pty.pid);
			const before = {cpu: cpuMs(pid), bytes, at: performance.now()};
			await pause(ms);
			const seconds = (performance.now() - before.at) / 1000;
			return {
				cpu: (cpuMs(pid) - before.cpu) / 1000 / seconds,
				bytesPerSecond: (bytes - before.bytes) / seconds,
				residentBytes: residentBytes(pid),
			};
		},
		end: async () => {
			pty.write('\u001B');
			pty.write('q');
			const timer = setTimeout(() => pty.kill('SIGKILL'), 3000);
			await ended;
			clearTimeout(timer);
		},
	};
};

export type Program = ReturnType<typeof startProgram>;

/** The launcher waits; its child is the program. */
const programPid = (launcher: number): number => {
	const children = readFileSync(`/proc/${launcher}/task/${launcher}/children`, 'utf8').trim().split(' ');
	return Number(children[0] === undefined || children[0] === '' ? launcher : children[0]);
};

const ticksPerSecond = 100;

const cpuMs = (pid: number): number => {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
};

const residentBytes = (pid: number): number =>
	Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
