import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createHash, createHmac} from 'node:crypto';
import {afterAll, expect, test} from 'vitest';
import {
	findKnownKeys,
	fingerprint,
	hostKeyAlgorithms,
	judgeHostKey,
	rememberHostKey,
	type KnownKey,
} from '../../../source/services/transports/known-hosts.ts';

const folder = mkdtempSync(join(tmpdir(), 'known-hosts-'));
afterAll(() => rmSync(folder, {recursive: true}));

/** A key as it is on the wire: the type's length, the type, and what else there is. */
const keyOf = (type: string, body: string): Buffer => {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(type.length);
	return Buffer.concat([length, Buffer.from(type), Buffer.from(body)]);
};

const ed25519 = keyOf('ssh-ed25519', 'one');
const another = keyOf('ssh-ed25519', 'two');
const ecdsa = keyOf('ecdsa-sha2-nistp256', 'three');
const rsa = keyOf('ssh-rsa', 'four');

const entry = (key: Buffer, marker?: KnownKey['marker']): KnownKey => ({
	marker,
	type: key.subarray(4, 4 + key.readUInt32BE(0)).toString(),
	key: key.toString('base64'),
	file: '/home/dba/.ssh/known_hosts',
});

test('what ssh-keygen prints is understood: names, hashes, markers', async () => {
	const file = join(folder, 'some');
	writeFileSync(file, '');
	const asked: unknown[] = [];
	const base64 = ed25519.toString('base64');
	const found = await findKnownKeys('[10.10.10.11]:2222', [file, join(folder, 'missing')], async (program, args) => {
		asked.push([program, ...args]);
		return {
			code: 0,
			stderr: '',
			stdout: [
				'# Host [10.10.10.11]:2222 found: line 1 REVOKED',
				`@revoked * ssh-ed25519 ${base64}`,
				'# Host [10.10.10.11]:2222 found: line 2 CA',
				`@cert-authority *.example,10.10.10.10 ssh-ed25519 ${base64} our CA`,
				'# Host [10.10.10.11]:2222 found: line 3 ',
				`|1|Hfj3Za1dInmSPRELRsIhHR5FnfA=|PIPJ31vqvaOHFi2iY2TH6OR7dj0= ecdsa-sha2-nistp256 ${ecdsa.toString('base64')}`,
				'',
			].join('\n'),
		};
	});
	expect(asked).toEqual([['ssh-keygen', '-F', '[10.10.10.11]:2222', '-f', file]]);
	expect(found).toEqual([
		{...entry(ed25519, 'revoked'), file},
		{...entry(ed25519, 'cert-authority'), file},
		{...entry(ecdsa), file},
	]);
});

test('a file that cannot be read is a problem, and one without the host is none', async () => {
	const file = join(folder, 'some');
	writeFileSync(file, '');
	const answering = (code: number) => async () => ({code, stdout: '', stderr: ''});
	await expect(findKnownKeys('a', [file], answering(255))).rejects.toThrow(
		/some cannot be read, so no host key can be checked/,
	);
	await expect(findKnownKeys('a', [file], answering(1))).resolves.toEqual([]);
});

test.each([
	['its key is there', [entry(ed25519)], {kind: 'known'}],
	['one of its keys is this one', [entry(another), entry(ecdsa), entry(ed25519)], {kind: 'known'}],
	['nothing is there', [], {kind: 'unknown', shown: fingerprint(ed25519), authority: false}],
	[
		'only an authority is there',
		[entry(another, 'cert-authority')],
		{kind: 'unknown', shown: fingerprint(ed25519), authority: true},
	],
	[
		'another key is there',
		[entry(another)],
		{kind: 'changed', shown: fingerprint(ed25519), known: [fingerprint(another)], file: '/home/dba/.ssh/known_hosts'},
	],
	[
		'only another type is there',
		[entry(ecdsa), entry(rsa)],
		{
			kind: 'changed',
			shown: fingerprint(ed25519),
			known: [fingerprint(ecdsa), fingerprint(rsa)],
			file: '/home/dba/.ssh/known_hosts',
		},
	],
	['the key is revoked', [entry(ed25519), entry(ed25519, 'revoked')], {kind: 'revoked', shown: fingerprint(ed25519)}],
	['another key is revoked', [entry(ed25519), entry(another, 'revoked')], {kind: 'known'}],
	[
		'only another revoked key is there',
		[entry(another, 'revoked')],
		{kind: 'unknown', shown: fingerprint(ed25519), authority: false},
	],
] as const)('judged when %s', (_, known, verdict) => {
	expect(judgeHostKey(known, ed25519)).toEqual(verdict);
});

test('a fingerprint is the one that ssh-keygen -l prints', () => {
	// `ssh-keygen -lf` on this very key said: 256 SHA256:zCZuSFdf3ocpHdIE0hLCmUQqeZW3jmJpNDBDXPYVX8g
	const recorded = Buffer.from(
		readFileSync('test/samples/openssh-9.2/host-key.pub', 'utf8').split(' ')[1] ?? '',
		'base64',
	);
	expect(fingerprint(recorded)).toBe('ED25519 SHA256:zCZuSFdf3ocpHdIE0hLCmUQqeZW3jmJpNDBDXPYVX8g');
	expect(fingerprint(ecdsa)).toBe(
		`ECDSA SHA256:${createHash('sha256').update(ecdsa).digest('base64').replace('=', '')}`,
	);
	expect(fingerprint(rsa)).toMatch(/^RSA SHA256:/);
});

test('types that are known are asked for first, and SHA-1 never', () => {
	expect(hostKeyAlgorithms([])[0]).toBe('ssh-ed25519');
	expect(hostKeyAlgorithms([entry(rsa)]).slice(0, 3)).toEqual(['rsa-sha2-512', 'rsa-sha2-256', 'ssh-ed25519']);
	expect(hostKeyAlgorithms([entry(ecdsa), entry(ed25519, 'revoked')])[0]).toBe('ecdsa-sha2-nistp256');
	expect(hostKeyAlgorithms([])).toHaveLength(6);
	expect(hostKeyAlgorithms([])).not.toContain('ssh-rsa');
});

test('a new key makes the file and its folder for its owner alone', async () => {
	const file = join(folder, 'home', '.ssh', 'known_hosts');
	await rememberHostKey({file, name: '10.10.10.11', hashed: false}, ed25519);
	expect(readFileSync(file, 'utf8')).toBe(`10.10.10.11 ssh-ed25519 ${ed25519.toString('base64')}\n`);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(statSync(join(folder, 'home', '.ssh')).mode & 0o777).toBe(0o700);
});

test('a new key is added to what is there, even when the last line has no end', async () => {
	const file = join(folder, 'unended');
	writeFileSync(file, 'a ssh-rsa AAAA');
	await rememberHostKey({file, name: '[b]:2222', hashed: false}, ed25519);
	await rememberHostKey({file, name: 'c', hashed: false}, ecdsa);
	const lines = readFileSync(file, 'utf8')
		.split('\n')
		.map(line => line.split(' ')[0]);
	expect(lines).toEqual(['a', '[b]:2222', 'c', '']);
});

test('names are hashed where the configuration asks for it', async () => {
	const file = join(folder, 'hashed');
	await rememberHostKey({file, name: 'secret-host', hashed: true}, ed25519);
	const text = readFileSync(file, 'utf8');
	const [, , salt = '', hash] = text.split(' ')[0]?.split('|') ?? [];
	expect(text).not.toContain('secret-host');
	expect(hash).toBe(createHmac('sha1', Buffer.from(salt, 'base64')).update('secret-host').digest('base64'));
});

test('a key that cannot be kept is a problem', async () => {
	const file = join(folder, 'some', 'below-a-file');
	writeFileSync(join(folder, 'some'), '');
	await expect(rememberHostKey({file, name: 'a', hashed: false}, ed25519)).rejects.toThrow(
		/cannot be written, so the new host key of a cannot be kept/,
	);
});
