import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {expectRestored} from './kit/expect-restored.ts';
import {openPty, type Pty} from './kit/pty.ts';

let stateDirectory = '';
let pty: Pty;

beforeEach(() => {
	stateDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'pigsty-top-'));
});

afterEach(async () => {
	await pty.close();
	fs.rmSync(stateDirectory, {recursive: true});
});

/** The launcher as it is built, with the fixture in the program's place. */
const install = (): void => {
	const root = pathToFileURL(`${process.cwd()}/`).href;
	fs.copyFileSync('dist/pigsty-top', path.join(stateDirectory, 'pigsty-top'));
	fs.symlinkSync(process.execPath, path.join(stateDirectory, 'node'));
	fs.writeFileSync(
		path.join(stateDirectory, 'cli.mjs'),
		`import {register} from '${root}node_modules/tsx/dist/esm/api/index.mjs';
		register();
		await import('${root}test/e2e/kit/fixture-app.tsx');`,
	);
};

const start = async (columns: number, rows: number, how = ''): Promise<Pty> => {
	install();
	pty = await openPty({columns, rows, env: {NODE_ENV: 'production', XDG_CACHE_HOME: stateDirectory}});
	pty.run(`${how} ${stateDirectory}/pigsty-top ${stateDirectory}`);
	await pty.waitFor(`TITLE ${columns}x${rows}`);
	return pty;
};

test('the raster pane stands where Ink put the box, and follows the keys', async () => {
	const {screen, cell, raw, write, waitFor} = await start(60, 12);
	await waitFor('row 0');
	expect(raw().split('\u001B[2J')).toHaveLength(2); // cleared once
	expect(screen()[1]).toBe(`  ╭${'─'.repeat(56)}╮`);
	expect(screen()[2]).toMatch(/^ {2}│row 0 日本 x+…│$/);
	expect(cell(3, 2).isInverse).toBe(true);
	write('\u001B[B');
	await waitFor('selected=1');
	expect(cell(3, 2).isInverse).toBe(false);
	expect(cell(3, 3).isInverse).toBe(true);
});

test('leaving puts everything back and prints again', async () => {
	const {write, exitCode, waitFor} = await start(60, 12);
	write('q');
	expect(await exitCode()).toBe(0);
	await waitFor(/^bye$/);
	expectRestored(pty);
});

test.each([
	['HUP', 129],
	['INT', 130],
	['QUIT', 131],
	['TERM', 143],
] as const)('SIG%s puts everything back', async (signal, code) => {
	const {programs, exitCode} = await start(60, 12);
	process.kill(programs()[0]?.pid ?? 0, `SIG${signal}`);
	expect(await exitCode(1000)).toBe(code);
	expectRestored(pty);
});

test.each(['SIGHUP', 'SIGTERM'] as const)('%s to the launcher is passed on', async signal => {
	const {jobs, programs, exitCode} = await start(60, 12);
	process.kill(jobs()[0]?.pid ?? 0, signal);
	expect(await exitCode(1000)).toBe(signal === 'SIGHUP' ? 129 : 143);
	expect(programs()).toEqual([]);
	expectRestored(pty);
});

test.each(['SIGKILL', 'SIGABRT'] as const)('%s: the launcher puts everything back', async signal => {
	const {programs, exitCode} = await start(60, 12);
	process.kill(programs()[0]?.pid ?? 0, signal);
	expect(await exitCode(2000)).toBe(signal === 'SIGKILL' ? 137 : 134);
	expectRestored(pty);
});

test('the launcher killed: the program gives the terminal back to the shell', async () => {
	const {jobs, programs, until, isAlternate} = await start(60, 12);
	process.kill(jobs()[0]?.pid ?? 0, 'SIGKILL');
	await until(() => programs().length === 0 && !isAlternate(), 'the end', 2000);
	expectRestored(pty);
});

test.each([
	['x', 'TypeError: on purpose'],
	['r', 'RangeError: rejected on purpose'],
])('a defect (%s) says so on the old screen and leaves a report', async (key, what) => {
	const {write, exitCode, waitFor} = await start(100, 20);
	write(key);
	expect(await exitCode(1000)).toBe(70);
	await waitFor(`pigsty-top: stopped by a defect of its own: ${what}`);
	expectRestored(pty);
	const report = fs.readdirSync(stateDirectory).find(name => name.startsWith('crash-')) ?? '';
	expect(fs.readFileSync(path.join(stateDirectory, report), 'utf8')).toContain(what);
});

test('Ctrl-Z and fg', async () => {
	const {write, run, until, waitFor, isAlternate, programs} = await start(60, 12);
	write('\u001A');
	await waitFor('Stopped');
	expectRestored(pty);
	expect(programs()[0]?.state).toBe('T');
	pty.resize(70, 14);
	run('fg');
	await until(isAlternate, 'the alternate screen');
	await waitFor('TITLE 70x14');
	await waitFor('row 0');
	expect(pty.mode(2004)).toBe(true);
	expect(pty.termios()).toContain('-icanon');
	write('\u001B[B');
	await waitFor('selected=1');
});

test('Ctrl-Z where no shell could bring it back', async () => {
	const {write, waitFor, isAlternate, forgetRaw, until, raw} = await start(60, 12, 'exec');
	forgetRaw();
	write('\u001A');
	await until(() => raw().includes('\u001B[?1049h'), 'the screen again');
	expect(isAlternate()).toBe(true);
	write('\u001B[B');
	await waitFor('selected=1');
});

test('stopped and continued by others', async () => {
	const {run, waitFor, jobs, programs, isAlternate, until, write} = await start(60, 12);
	process.kill(-(jobs()[0]?.pid ?? 0), 'SIGSTOP'); // the job: launcher and program
	await until(() => programs()[0]?.state === 'T', 'the stop');
	run('fg');
	await until(() => programs()[0]?.state !== 'T', 'the start');
	await until(isAlternate, 'the screen');
	await waitFor('TITLE 60x12');
	write('\u001B[B');
	await waitFor('selected=1');
});

test('a program in the foreground has the terminal to itself', async () => {
	const {write, waitFor, until, isAlternate, programs} = await start(60, 12);
	write('!');
	await waitFor('in the foreground');
	await waitFor(/^ icanon$/);
	expect(isAlternate()).toBe(false);
	write('hello\r');
	await waitFor('got hello');
	write('\u0003'); // for the program in front; we stay
	await until(isAlternate, 'the alternate screen');
	await waitFor('seen=!');
	expect(programs()).toHaveLength(1);
	write('j');
	await waitFor('seen=j');
});

test('a closed window ends the program within a second', async () => {
	const {programs} = await start(60, 12);
	expect(programs()).toHaveLength(1);
	await pty.close(1000);
});

test('a storm of resizes ends in the right picture', async () => {
	const {resize, waitFor, screen} = await start(60, 12);
	for (let turn = 0; turn < 40; turn += 1) {
		resize(50 + (turn % 17), 10 + (turn % 7));
	}

	resize(40, 9);
	await waitFor('TITLE 40x9');
	await waitFor(lines => lines[7] === `  ╰${'─'.repeat(36)}╯`);
	expect(screen()[1]).toBe(`  ╭${'─'.repeat(36)}╮`);
	expect(screen()[2]).toMatch(/^ {2}│row 0 日本 x+…│$/);
	expect(screen().at(-1)).toMatch(/^STATUS/);
});

test.each([
	[1, 1],
	[20, 5],
	[200, 60],
])('%d×%d', async (columns, rows) => {
	const {resize, until, screen, write, exitCode} = await start(60, 12);
	resize(columns, rows);
	await until(() => (screen()[0] ?? '').startsWith('TITLE '.slice(0, columns)), 'the title');
	resize(60, 12);
	write('q');
	expect(await exitCode()).toBe(0);
});

test('a stalled terminal stops nothing, and TERM still ends the program within a second', async () => {
	const {pause, write, waitFor, programs, until, resume} = await start(200, 50);
	const [program] = programs();
	write('f'); // every tick changes every cell: what the terminal takes is soon full
	await waitFor(/^ {2}│1+│$/);
	pause();
	const before = performance.now();
	await until(() => performance.now() - before > 4000, 'four seconds');
	write('f\u001B[B');
	resume();
	const [, ticks, skipped] = /ticks=(\d+) skipped=(\d+)/.exec((await waitFor('selected=1', 2000)).join('\n')) ?? [];
	expect(Number(ticks)).toBeGreaterThan(30);
	expect(Number(skipped)).toBeGreaterThan(20);
	write('f');
	await waitFor(/^ {2}│1+│$/);
	pause();
	const pausedAgain = performance.now();
	await until(() => performance.now() - pausedAgain > 1500, 'the stall');
	process.kill(program?.pid ?? 0, 'SIGTERM');
	await until(() => programs().length === 0, 'the end', 1000);
	resume();
	expect(await pty.exitCode()).toBe(143);
	expectRestored(pty);
});

test('a paste is not typing, and what is printed goes to the file', async () => {
	const {write, waitFor} = await start(60, 12);
	write('\u001B[200~q\u001B[201~');
	await waitFor('seen=paste:q');
	write('c');
	await waitFor('seen=c');
	const talk = (): string => fs.readFileSync(path.join(stateDirectory, 'talk.log'), 'utf8');
	await pty.until(() => talk().includes('a warning'), 'the warning');
	expect(talk()).toContain('to stdout\nto stderr\n');
	expect(pty.raw()).not.toContain('to std');
});

test('Ink’s own components get one key at a time, and none from before', async () => {
	const {write, waitFor} = await start(60, 16);
	write('jjj');
	await waitFor('seen=j');
	write('m');
	await waitFor('❯ one');
	write('jj');
	await waitFor('❯ three');
	write('\r');
	await waitFor('seen=chose:three');
});

test('nothing but our own sequences is ever written', async () => {
	const {raw, forgetRaw, write, waitFor} = await start(60, 12);
	forgetRaw();
	write('\u001B[B');
	await waitFor('selected=1');
	expect(raw().replaceAll(/\u001B\[(?:[\d;]*[HGKJm]|\?2026[hl])/g, '')).not.toMatch(/\p{Cc}/u);
});
