import {createHash, createHmac, randomBytes} from 'node:crypto';
import {access, mkdir, open} from 'node:fs/promises';
import {dirname} from 'node:path';
import {ProblemError} from '../world.ts';
import type {RunTool} from './run-tool.ts';

/** A line of a known_hosts file that is about the host in question. */
export type KnownKey = {
	readonly marker: 'revoked' | 'cert-authority' | undefined;
	/** `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`… */
	readonly type: string;
	/** The public key, base64. */
	readonly key: string;
	/** Where it is written. */
	readonly file: string;
};

/** What known_hosts makes of a key that a server has shown. Fingerprints are as `ssh-keygen -l` prints them. */
export type HostKeyVerdict =
	| {readonly kind: 'known'}
	/** `authority`: a certificate authority is known for the host, which is not understood here. */
	| {readonly kind: 'unknown'; readonly shown: string; readonly authority: boolean}
	| {readonly kind: 'changed'; readonly shown: string; readonly known: readonly string[]; readonly file: string}
	| {readonly kind: 'revoked'; readonly shown: string};

/** Every line about `name` (`host` or `[host]:port`) in these files. ssh-keygen understands hashed names and patterns. */
export const findKnownKeys = async (
	name: string,
	files: readonly string[],
	run: RunTool,
): Promise<readonly KnownKey[]> => {
	const found: KnownKey[] = [];
	for (const file of files) {
		if (await exists(file)) {
			const {code, stdout} = await run('ssh-keygen', ['-F', name, '-f', file]);
			if (code > 1) {
				throw new ProblemError(
					'refused',
					`${file} cannot be read, so no host key can be checked\nCheck its owner and permissions`,
				);
			}

			found.push(...stdout.split('\n').flatMap(line => keyIn(line, file)));
		}
	}

	return found;
};

const keyIn = (line: string, file: string): readonly KnownKey[] => {
	const [, marker, type, key] =
		/^(?:@(revoked|cert-authority)\s+)?[^#@\s]\S*\s+(\S+)\s+([A-Za-z\d+/]+=*)/.exec(line) ?? [];
	return type === undefined || key === undefined
		? []
		: [{marker: marker === 'revoked' || marker === 'cert-authority' ? marker : undefined, type, key, file}];
};

/** Judges the key that a server shows. A host that is known by other keys, of whatever type, and not by this one has changed. */
export const judgeHostKey = (known: readonly KnownKey[], shown: Uint8Array): HostKeyVerdict => {
	const key = Buffer.from(shown).toString('base64');
	const print = fingerprint(shown);
	if (known.some(entry => entry.marker === 'revoked' && entry.key === key)) {
		return {kind: 'revoked', shown: print};
	}

	const plain = known.filter(entry => entry.marker === undefined);
	if (plain.some(entry => entry.key === key)) {
		return {kind: 'known'};
	}

	const [first] = plain;
	return first === undefined
		? {kind: 'unknown', shown: print, authority: known.some(entry => entry.marker === 'cert-authority')}
		: {
				kind: 'changed',
				shown: print,
				known: plain.map(entry => fingerprint(Buffer.from(entry.key, 'base64'))),
				file: first.file,
			};
};

/** `ED25519 SHA256:…` */
export const fingerprint = (key: Uint8Array): string =>
	`${typeName(keyType(key))} SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

const typeName = (type: string) =>
	type
		.replace(/^(ssh|ecdsa-sha2)-/, '')
		.replace(/^nistp\d+$/, 'ecdsa')
		.toUpperCase();

const keyType = (key: Uint8Array): string => {
	const bytes = Buffer.from(key);
	return bytes.length < 4 ? '' : bytes.subarray(4, 4 + bytes.readUInt32BE(0)).toString('latin1');
};

const algorithms = [
	'ssh-ed25519',
	'ecdsa-sha2-nistp256',
	'ecdsa-sha2-nistp384',
	'ecdsa-sha2-nistp521',
	'rsa-sha2-512',
	'rsa-sha2-256',
] as const;

/**
 * Host key algorithms to offer, those of known keys first, as ssh does: a server that has several keys then shows the one
 * that is known, and another type is never mistaken for a change. SHA-1 signatures are not offered.
 */
export const hostKeyAlgorithms = (known: readonly KnownKey[]): (typeof algorithms)[number][] => {
	const types = new Set(known.filter(entry => entry.marker === undefined).map(entry => entry.type));
	const isKnown = (name: string) => types.has(name.startsWith('rsa-') ? 'ssh-rsa' : name);
	return algorithms.toSorted((a, b) => Number(isKnown(b)) - Number(isKnown(a)));
};

/**
 * Adds a line to a known_hosts file in a single write, and makes the file (0600) and its folder (0700) when they are
 * missing. Rejects with a ProblemError when that is not possible.
 */
export const rememberHostKey = async (
	{file, name, hashed}: {readonly file: string; readonly name: string; readonly hashed: boolean},
	key: Uint8Array,
): Promise<void> => {
	const line = `${hashed ? hashedName(name) : name} ${keyType(key)} ${Buffer.from(key).toString('base64')}\n`;
	try {
		await mkdir(dirname(file), {recursive: true, mode: 0o700});
		await appendLine(file, line);
	} catch {
		throw new ProblemError(
			'refused',
			`${file} cannot be written, so the new host key of ${name} cannot be kept\nCheck its owner and permissions`,
		);
	}
};

const appendLine = async (file: string, line: string) => {
	const handle = await open(file, 'a+', 0o600);
	try {
		const {size} = await handle.stat();
		const {buffer} = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
		const isWhole = size === 0 || buffer[0] === 0x0a;
		await handle.appendFile(isWhole ? line : `\n${line}`);
		await handle.datasync();
	} finally {
		await handle.close();
	}
};

const hashedName = (name: string): string => {
	const salt = randomBytes(20);
	return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
};

const exists = (file: string): Promise<boolean> =>
	access(file).then(
		() => true,
		() => false,
	);
