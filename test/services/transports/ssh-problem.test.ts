import {expect, test} from 'vitest';
import type {ResolvedRoute} from '../../../source/services/transports/ssh-config.ts';
import {
	channelProblem,
	connectionProblem,
	connectTimeout,
	forwardProblem,
	hostKeyProblem,
	loginProblem,
	sudoProblem,
} from '../../../source/services/transports/ssh-problem.ts';
import type {ProblemError} from '../../../source/services/world.ts';

const route: ResolvedRoute = {
	host: '10.10.10.11',
	port: 22,
	user: 'dba',
	keyFiles: [],
	ownKeyFile: undefined,
	identitiesOnly: false,
	agentSocket: undefined,
	hostKeyName: '10.10.10.11',
	knownHostsFiles: ['/home/dba/.ssh/known_hosts'],
	hashKnownHosts: false,
	connectMs: undefined,
	via: undefined,
	notes: [],
};
const elsewhere = {...route, port: 2222, hostKeyName: '[10.10.10.11]:2222'};
const where = 'pg-test-1';
const shown = 'ED25519 SHA256:zCZuSFdf3ocpHdIE0hLCmUQqeZW3jmJpNDBDXPYVX8g';
const old = 'ED25519 SHA256:kiaZJxXghlQhQlIR4limHoEO/+czemnxzgwinPlUpcw';
const coded = (code: string) => Object.assign(new Error(code), {code});
const said = (message: string, reason?: number) => Object.assign(new Error(message), {reason});
const login = {
	tried: ['~/.ssh/id_ed25519', '2 keys of the agent'],
	unusable: ['~/.ssh/id_rsa (has a passphrase and is not in the agent)'],
	methods: ['publickey'],
	isPartial: false,
};

const problems: readonly (ProblemError | undefined)[] = [
	hostKeyProblem({kind: 'unknown', shown, authority: false}, where, route, false),
	hostKeyProblem({kind: 'unknown', shown, authority: true}, where, route, true),
	hostKeyProblem({kind: 'changed', shown, known: [old], file: '/home/dba/.ssh/known_hosts'}, where, elsewhere, true),
	hostKeyProblem({kind: 'revoked', shown}, where, route, true),
	loginProblem(where, route, login),
	loginProblem(where, elsewhere, {...login, tried: [], unusable: []}),
	loginProblem(where, route, {...login, isPartial: true, methods: ['keyboard-interactive']}),
	loginProblem(where, route, {...login, methods: ['password']}),
	...['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'].map(code =>
		connectionProblem(where, route, coded(code)),
	),
	connectionProblem('10.10.10.11', route, said('Too many authentication failures')),
	connectionProblem(where, route, said('Handshake failed: no matching key exchange algorithm')),
	connectionProblem(where, route, said('\u001B[2J\u202Eevil\n'.repeat(100))),
	connectTimeout(where, route, 10_000),
	connectTimeout(
		where,
		{...elsewhere, via: {...route, host: 'inner', via: {...elsewhere, host: 'bastion', user: 'ops'}}},
		3000,
	),
	channelProblem(where, route, said('Unable to exec')),
	channelProblem(where, route, said('Not connected')),
	forwardProblem(
		'jump host bastion',
		{...route, host: 'bastion'},
		'10.10.10.11:22',
		said('(SSH) Channel open failure: open failed', 1),
	),
	forwardProblem(
		'jump host bastion',
		{...route, host: 'bastion'},
		'10.10.10.11:22',
		said('(SSH) Channel open failure: Connection refused', 2),
	),
	sudoProblem(where, route, 'sudo: a password is required\nmore'),
];

test('every sentence says what happened and where, and then what to do', async () => {
	const text = problems.map(problem => `${problem?.kind}\n${problem?.message}\n`).join('\n');
	await expect(text).toMatchFileSnapshot('ssh-problem.txt');
	for (const problem of problems) {
		expect(problem?.message.split('\n')).toHaveLength(2);
		expect(problem?.message).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E]/u);
	}
});

test('a known key is no problem, and neither is a new one where new ones are taken', () => {
	expect(hostKeyProblem({kind: 'known'}, where, route, false)).toBeUndefined();
	expect(hostKeyProblem({kind: 'unknown', shown, authority: false}, where, route, true)).toBeUndefined();
});
