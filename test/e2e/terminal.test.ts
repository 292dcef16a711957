import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {expectRestored} from './kit/expect-restored.ts';
import {openPty, type Pty} from './kit/pty.ts';

/** The built program, as an operator has it: `pigsty-top demo` in a shell. */
let home = '';
let pty: Pty;

beforeEach(() => {
	home = fs.mkdtempSync(path.join(os.tmpdir(), 'pigsty-top-'));
});

afterEach(async () => {
	await pty.close();
	fs.rmSync(home, {recursive: true});
});

const isDrawn = (lines: readonly string[]): boolean =>
	(lines[0] ?? '').startsWith(' pigsty-top ') &&
	['Clusters', 'HA', 'Backups', 'Logs'].every(title => lines.some(line => line.includes(title))) &&
	lines.some(line => line.includes('pg-test'));

const start = async (options = '', columns = 120, rows = 40): Promise<Pty> => {
	pty = await openPty({
		columns,
		rows,
		env: {HOME: home, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home},
	});
	pty.run(`dist/pigsty-top demo ${options}`);
	await pty.waitFor(isDrawn);
	return pty;
};

/** The program itself; the launcher is its parent. */
const programPid = (): number => pty.programs()[0]?.pid ?? 0;

test('the demo fills the terminal and says that it is one', async () => {
	const {screen, cell} = await start();
	expect(screen()[0]).toMatch(/demo|simulated/i);
	expect(screen()[0]).toContain('READ-ONLY');
	expect(screen().at(-1)).toContain('help');
	expect(cell(0, 38).char).toBe('└');
	expect(cell(119, 38).char).toBe('┘');
});

test('q leaves, and the screen is the shell’s again', async () => {
	const {write, exitCode, screen} = await start();
	write('q');
	expect(await exitCode()).toBe(0);
	expectRestored(pty);
	expect(screen().filter(line => line !== '')).toHaveLength(2); // what was typed, and the prompt
});

test.each([
	['SIGHUP', 129],
	['SIGINT', 130],
	['SIGQUIT', 131],
	['SIGTERM', 143],
] as const)('%s ends it and puts everything back', async (signal, code) => {
	const {exitCode} = await start();
	process.kill(programPid(), signal);
	expect(await exitCode(1000)).toBe(code);
	expectRestored(pty);
});

test('SIGKILL: the launcher puts everything back', async () => {
	const {exitCode} = await start();
	process.kill(programPid(), 'SIGKILL');
	expect(await exitCode(2000)).toBe(137);
	expectRestored(pty);
});

test('a defect ends it with one line, a report and code 70', async () => {
	const {exitCode, waitFor} = await start('--crash-after-ms 1500');
	expect(await exitCode()).toBe(70);
	await waitFor('pigsty-top: stopped by a defect of its own:');
	await waitFor('The report is ');
	expectRestored(pty);
});

test('a closed window ends it within a second', async () => {
	await start();
	expect(pty.programs()).toHaveLength(1);
	await pty.close(1000);
});

test('Ctrl-Z gives the terminal to the shell, fg brings the cockpit back', async () => {
	const {write, run, waitFor, exitCode, termios, mode} = await start();
	write('\u001A');
	await waitFor('Stopped');
	expectRestored(pty);
	run('fg');
	await waitFor(isDrawn);
	expect(mode(2004)).toBe(true);
	expect(termios()).toContain('-icanon');
	write('q');
	expect(await exitCode()).toBe(0);
});

test('a storm of resizes ends in the right picture', async () => {
	const {resize, waitFor, screen} = await start();
	for (let turn = 0; turn < 40; turn += 1) {
		resize(60 + ((turn * 13) % 120), 15 + ((turn * 7) % 40));
	}

	resize(100, 30);
	await waitFor(lines => isDrawn(lines) && (lines[28] ?? '').endsWith('┘') && (lines[28] ?? '').length === 100);
	expect(screen().at(-1)).toContain('help');
});

test('60×15 is enough, less asks to enlarge, and nothing is too small', async () => {
	const {resize, waitFor, write, exitCode} = await start('', 60, 15);
	resize(59, 15);
	await waitFor(/enlarge/i);
	resize(60, 14);
	await waitFor(/enlarge/i);
	for (const [columns, rows] of [
		[20, 5],
		[1, 1],
		[500, 200],
	] as const) {
		resize(columns, rows);
	}

	resize(80, 24);
	await waitFor(isDrawn);
	write('q');
	expect(await exitCode()).toBe(0);
});

test('a stalled terminal freezes nothing, and SIGTERM still ends it within a second', async () => {
	const {pause, resume, write, waitFor, until, programs, exitCode} = await start('', 200, 60);
	const stall = async (ms: number): Promise<void> => {
		pause();
		const began = performance.now();
		let presses = 0;
		await until(() => {
			if (performance.now() - began > presses * 50) {
				presses += 1;
				write('z'); // zooms in and out: most of the screen changes
			}

			return performance.now() - began > ms && presses % 2 === 0;
		}, `${ms} ms`);
	};

	await stall(4000);
	write('?');
	resume();
	await waitFor(/help/i, 2000);
	write('\u001B');
	await waitFor(isDrawn, 2000);
	await stall(2000);
	process.kill(programPid(), 'SIGTERM');
	await until(() => programs().length === 0, 'the end', 1000);
	resume();
	expect(await exitCode()).toBe(143);
	expectRestored(pty);
});

test('it is found through a symlink, from anywhere', async () => {
	fs.symlinkSync(path.resolve('dist/pigsty-top'), path.join(home, 'pt'));
	pty = await openPty({env: {HOME: home, XDG_STATE_HOME: home, XDG_CACHE_HOME: home}});
	pty.run(`cd / && ${home}/pt demo`);
	await pty.waitFor(isDrawn);
	pty.write('q');
	expect(await pty.exitCode()).toBe(0);
});
