import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {node} from '../../../source/services/sources/node.ts';
import {sample, ssh, target} from './answers.ts';

const of = target('node', '10.10.10.10');
const read = (stdout: string) => node.read(ssh(stdout), of);
const healthy = sample('node-debian-12/healthy.txt');

test('one look at a node', () => {
	const {fileSystems, units, ...rest} = read(healthy);
	expect(rest).toEqual({
		hostname: 'pg-test-3',
		uptimeMs: expect.any(Number),
		clockAt: expect.any(Number),
		askedAt: 1_795_534_643_000,
		load1: expect.any(Number),
		cpus: 2,
		memoryTotalBytes: 24_684_096 * 1024,
		memoryAvailableBytes: expect.any(Number),
		failedUnits: [],
	});
	expect(Math.abs(rest.clockAt - 1_795_534_643_000)).toBeLessThan(1000);
	expect(fileSystems.map(({mount}) => mount)).toEqual(['/', '/tmp', '/data']);
	expect(fileSystems[2]).toMatchObject({device: 'lab-data', sizeBytes: 1_048_576 * 1024});
	expect(units).toMatchObject({
		patroni: 'active',
		postgres: 'inactive',
		haproxy: 'active',
		'redis-test-1-6379': 'active',
	});
	expect(units).not.toHaveProperty('minio');
});

test('a failed unit is named', () => {
	const {failedUnits, units} = read(sample('node-debian-12/failed-unit.txt'));
	expect(failedUnits).toEqual(['broken-thing']);
	expect(units).toMatchObject({pgbouncer: 'activating'});
});

test('when systemd does not tell what failed, that is not none', () => {
	expect(read(healthy.replace('@@failed-end\n', '')).failedUnits).toBeUndefined();
});

test('the clock is the mean of both readings, and a shell without nanoseconds will do', () => {
	const clock = (first: string, last: string) =>
		read(healthy.replaceAll(/@@clock\n.*/g, '').replace(/^/, `@@clock\n${first}\n`) + `\n@@clock\n${last}\n`).clockAt;
	expect(clock('1795534643.000000000', '1795534643.500000000')).toBe(1_795_534_643_250);
	expect(clock('1795534643.%N', '1795534645.N')).toBe(1_795_534_644_000);
});

test('file systems of the kernel and of containers are left out, those that matter stay', () => {
	const df = [
		'/dev/mapper/a b ext4 1000 400 600 40% /data/my disk',
		'/dev/sdb1 xfs 2000 2000 0 100% /pg',
		'overlay overlay 100 10 90 10% /var/lib/docker/overlay2/x/merged',
		'/dev/loop1 squashfs 100 100 0 100% /snap/core/1',
		'/dev/sr0 iso9660 100 100 0 100% /media/cd',
		'tmpfs tmpfs 100 1 99 1% /run/user/0',
		'none tmpfs 0 0 0 - /odd',
		'udev devtmpfs 100 0 100 0% /dev',
	];
	expect(read(healthy.replace(/@@df[^@]*/, `@@df\n${df.join('\n')}\n`)).fileSystems).toEqual([
		{
			mount: '/data/my disk',
			device: '/dev/mapper/a b',
			sizeBytes: 1_024_000,
			usedBytes: 409_600,
			availableBytes: 614_400,
		},
		{mount: '/pg', device: '/dev/sdb1', sizeBytes: 2_048_000, usedBytes: 2_048_000, availableBytes: 0},
	]);
});

test('df that hangs leaves the rest', () => {
	expect(read(healthy.replace(/@@df[^@]*/, '@@df\n'))).toMatchObject({fileSystems: [], hostname: 'pg-test-3'});
});

test('what is missing is named', () => {
	expect(() => read('')).toThrow('hostname: expected text');
	expect(() => read(healthy.replace(/MemAvailable.*/, ''))).toThrow('meminfo: expected a number');
	expect(() => read(healthy.replaceAll(/@@clock\n.*/g, ''))).toThrow('clock: expected seconds');
});

test('the script is one that a POSIX shell can read, and its answer can be read', () => {
	const ask = node.ask(of);
	const script = ask.via === 'ssh' ? (ask.command.argv[2] ?? '') : '';
	expect(spawnSync('/bin/sh', ['-n', '-c', script]).status).toBe(0);
	expect(script).toContain('redis-ms-1-6379.service');
	const {stdout} = spawnSync('/bin/sh', ['-c', script], {encoding: 'utf8', timeout: 15_000});
	expect(read(stdout).cpus).toBeGreaterThan(0);
});
