import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {open} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {lockOpenFile} from '../../../source/services/transports/kernel-lock.ts';

const folder = () => {
	const name = mkdtempSync(path.join(tmpdir(), 'lock-'));
	onTestFinished(() => {
		rmSync(name, {recursive: true});
	});
	return name;
};

const isFree = (name: string) => spawnSync('flock', ['--nonblock', name, 'true']).status === 0;

test('the lock is held until the descriptor is closed, and two may share one', async () => {
	const name = folder();
	const [first, second] = [await open(name), await open(name)];
	await lockOpenFile(first.fd, 'shared');
	await lockOpenFile(second.fd, 'shared');
	await first.close();
	expect(isFree(name)).toBe(false);
	await second.close();
	expect(isFree(name)).toBe(true);
});

test('the kernel drops the lock of a process that was killed', async () => {
	const name = folder();
	const module = path.join(import.meta.dirname, '../../../source/services/transports/kernel-lock.ts');
	const code = `
		const {lockOpenFile} = await import(${JSON.stringify(module)});
		const {openSync} = await import('node:fs');
		await lockOpenFile(openSync(${JSON.stringify(name)}), 'exclusive');
		process.stdout.write('locked');
		setInterval(() => {}, 1000);`;
	const holder = spawn(process.execPath, ['--input-type=module', '--eval', code], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await once(holder.stdout, 'data');
	expect(isFree(name)).toBe(false);
	const ours = await open(name);
	const waiting = lockOpenFile(ours.fd, 'exclusive');
	holder.kill('SIGKILL');
	await waiting;
	expect(isFree(name)).toBe(false);
	await ours.close();
	expect(isFree(name)).toBe(true);
});
