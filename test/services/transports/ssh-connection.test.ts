import {expect, test, vi} from 'vitest';
import {nodeAt, obeying, startKnownServer} from '../../kit/ssh-server.ts';

const limits = {timeoutMs: 5000, maxBytes: 1_000_000, signal: new AbortController().signal};
const id = {as: 'login', argv: ['id']} as const;

test('all commands of a node share one connection, eight at a time, and none is lost', async () => {
	const {server, home} = await startKnownServer({maxSessions: 8});
	const ssh = home.ssh();
	const numbers = Array.from({length: 40}, (_, index) => String(index));
	const answers = await Promise.all(
		numbers.map(number => ssh.exec(nodeAt(server.port), {as: 'login', argv: ['echo', number]}, limits)),
	);
	expect(answers.map(({stdout}) => stdout)).toEqual(numbers.map(number => `echo ${number} </dev/null`));
	expect(server.connections()).toBe(1);
	expect(server.sessions.most).toBeLessThanOrEqual(8);
	expect(server.sessions.most).toBeGreaterThan(1);
});

test('a server that allows fewer sessions is asked for fewer', async () => {
	const {server, home} = await startKnownServer({maxSessions: 2});
	const ssh = home.ssh();
	const answers = await Promise.all(Array.from({length: 12}, () => ssh.exec(nodeAt(server.port), id, limits)));
	expect(answers).toHaveLength(12);
	expect(server.commands).toHaveLength(12);
	expect(server.sessions.refused).toBeLessThanOrEqual(6); // Of the first eight, and none after that.
});

test('a server that allows no session at all is a problem, and says where to look', async () => {
	const {server, home} = await startKnownServer({maxSessions: 0});
	await expect(home.ssh().exec(nodeAt(server.port), id, limits)).rejects.toThrow(
		/runs no command for dba.*\nCheck ForceCommand, MaxSessions/,
	);
});

test('who aborts gets the own reason back, while running and while waiting in line', async () => {
	const {server, home} = await startKnownServer({onExec: obeying});
	const ssh = home.ssh();
	const caller = new AbortController();
	const hang = {as: 'login', argv: ['hang']} as const;
	const all = Array.from({length: 10}, () => ssh.exec(nodeAt(server.port), hang, {...limits, signal: caller.signal}));
	const outcomes = Promise.all(all.map(one => expect(one).rejects.toThrow('never mind')));
	await vi.waitFor(() => expect(server.commands).toHaveLength(8));
	caller.abort(new Error('never mind'));
	await outcomes;
	await vi.waitFor(() => expect(server.sessions.open).toBe(0));
	expect(server.commands).toHaveLength(8);
	await expect(
		ssh.exec(nodeAt(server.port), id, {...limits, signal: AbortSignal.abort(new Error('over'))}),
	).rejects.toThrow('over');
});
