import {execFile} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import {afterAll, expect, test} from 'vitest';
import {openPty} from '../e2e/kit/pty.ts';
import {inventory, lab, passwords} from './kit/lab.ts';

const run = promisify(execFile);
const home = mkdtempSync(path.join(tmpdir(), 'pigsty-top-secrets-'));
afterAll(() => rmSync(home, {recursive: true}));

const output = async (...args: readonly string[]): Promise<string> => {
	const {path: file} = await inventory();
	try {
		const {stdout, stderr} = await run('npx', ['tsx', 'source/cli.tsx', ...args, '-i', file], {
			maxBuffer: 64 * 1024 ** 2,
		});
		return stdout + stderr;
	} catch (error) {
		const failed = error as {stdout: string; stderr: string};
		return failed.stdout + failed.stderr;
	}
};

/** Arguments and environments of every process of this machine, the nodes' included. */
const processes = (): string =>
	readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.flatMap(pid => ['cmdline', 'environ'].map(file => `/proc/${pid}/${file}`))
		.map(file => {
			try {
				return file.endsWith('cmdline') || isOurs(file) ? readFileSync(file, 'utf8') : '';
			} catch {
				return '';
			}
		})
		.join('\n');

/** The environment of what the lab itself runs (its exporters) is not ours to judge. */
const isOurs = (file: string): boolean =>
	readFileSync(file.replace('environ', 'cmdline'), 'utf8').includes('source/cli.tsx');

test('no password of the inventory is in a frame, a file, a document or a process list', async () => {
	const all = Object.values(await passwords()).filter(value => value.length >= 8);
	expect(all.length).toBeGreaterThan(5);
	const seen = (where: string, text: string) => {
		for (const password of all) {
			expect(text.includes(password), `${where} holds a password`).toBe(false);
		}
	};

	const {path: file} = await inventory();
	const screen = await openPty({columns: 200, rows: 60, env: {HOME: home, XDG_STATE_HOME: home}});
	screen.run(`npx tsx source/cli.tsx -i ${file}`);
	await screen.waitFor(/pg-test-1/, 30_000);
	await lab('load', 'pg-test', '5', '20');
	for (const keys of [
		'f',
		'\r',
		'\u001B',
		'o',
		'\u001B',
		'i',
		'\u001B',
		'l',
		'\u001B',
		'\r',
		'\r',
		'\u001B',
		'\u001B',
		':',
		'\u001B',
		'?',
	]) {
		screen.write(keys);
		await screen.until(() => true, 'a frame');
		seen('the process list', processes());
	}

	screen.write('q');
	screen.write('q');
	await screen.close();
	seen('the terminal', screen.raw());
	for (const entry of readdirSync(home, {withFileTypes: true, recursive: true}).filter(each => each.isFile())) {
		seen(entry.name, readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
	}

	for (const args of [['status'], ['status', '--json'], ['check'], ['inventory'], ['inventory', '--json']]) {
		seen(args.join(' '), await output(...args));
	}
}, 180_000);
