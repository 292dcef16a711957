import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {createHostKeyCheck} from '../../../source/services/transports/host-key-check.ts';
import type {KnownKey} from '../../../source/services/transports/known-hosts.ts';
import {newKey, type KeyPair} from '../../kit/ssh-server.ts';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'host-key-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const [one, two] = [newKey(), newKey()];
const wire = ({public: line}: KeyPair) => Buffer.from(line.split(' ')[1] ?? '', 'base64');
const knownKey = (pair: KeyPair): KnownKey => ({
	marker: undefined,
	type: 'ssh-ed25519',
	key: wire(pair).toString('base64'),
	file: 'known_hosts',
});

const check = (acceptNewHostKeys: boolean, known: readonly KnownKey[] = []) =>
	createHostKeyCheck({
		where: 'pg-test-1',
		known,
		acceptNewHostKeys,
		route: {
			host: '10.10.10.11',
			port: 22,
			user: 'dba',
			keyFiles: [],
			ownKeyFile: undefined,
			identitiesOnly: false,
			agentSocket: undefined,
			hostKeyName: '10.10.10.11',
			knownHostsFiles: [join(folder, 'known_hosts')],
			hashKnownHosts: false,
			connectMs: undefined,
			via: undefined,
			notes: [],
		},
	});

test('a known key is trusted, and nothing is written', async () => {
	const {verify, keep, problem} = check(true, [knownKey(one)]);
	expect(verify(wire(one))).toBe(true);
	expect(problem()).toBeUndefined();
	await keep();
	expect(existsSync(join(folder, 'known_hosts'))).toBe(false);
});

test('a new key is trusted where new ones are, and is written when told to', async () => {
	const {verify, keep} = check(true);
	expect(verify(wire(one))).toBe(true);
	expect(existsSync(join(folder, 'known_hosts'))).toBe(false);
	await keep();
	expect(readFileSync(join(folder, 'known_hosts'), 'utf8')).toBe(`10.10.10.11 ${one.public}\n`);
});

test('elsewhere it is not, and the reason is at hand', async () => {
	const {verify, keep, problem} = check(false);
	expect(verify(wire(one))).toBe(false);
	expect(problem()?.message).toContain('not in known_hosts');
	await keep();
	expect(existsSync(join(folder, 'known_hosts'))).toBe(false);
});

test('a connection that accepted a new key accepts no other one later on', () => {
	const {verify, problem} = check(true);
	expect(verify(wire(one))).toBe(true);
	expect(verify(wire(one))).toBe(true);
	expect(verify(wire(two))).toBe(false);
	expect(problem()?.message).toContain('not in known_hosts');
});
