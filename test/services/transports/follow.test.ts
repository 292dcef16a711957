import {expect, test} from 'vitest';
import type {RemoteCommand} from '../../../source/services/source.ts';
import {createFollow} from '../../../source/services/transports/follow.ts';
import {ProblemError} from '../../../source/services/world.ts';
import {inventory} from '../../kit/inventory.ts';

const [, node] = inventory().nodes;

const follow = (
	end: {readonly code: number; readonly stderr: string} | Error,
	signal = new AbortController().signal,
) => {
	if (node === undefined) {
		throw new Error('a node');
	}

	const commands: RemoteCommand[] = [];
	const chunks: string[] = [];
	const result = createFollow({
		stream: async (_node, command, onChunk) => {
			commands.push(command);
			await onChunk(Buffer.from('a line\n'));
			if (end instanceof Error) {
				throw end;
			}

			return end;
		},
	})(
		{node, program: 'haproxy', subject: undefined, backfillLines: 10},
		chunk => void chunks.push(Buffer.from(chunk).toString()),
		signal,
	);
	return {commands, chunks, result};
};

test('what the command prints is handed on as it comes', async () => {
	const {commands, chunks, result} = follow({code: 0, stderr: ''});
	await result;
	expect(chunks).toEqual(['a line\n']);
	expect(commands[0]?.argv[0]).toBe('journalctl');
});

test('a log that is not there is a problem that says where it was looked for', async () => {
	await expect(
		follow({code: 66, stderr: "tail: cannot open '/pg/log/x' for reading\nmore"}).result,
	).rejects.toMatchObject({
		kind: 'refused',
		message: expect.stringMatching(
			/^.+: log of haproxy: it cannot be read: tail: cannot open '\/pg\/log\/x' for reading\nIs haproxy/,
		),
	});
});

test('an end by itself is a problem with what was said, made safe to show', async () => {
	await expect(follow({code: 1, stderr: 'bad \u001B]0;title\u0007'}).result).rejects.toThrow(
		'ended with 1: bad ␛]0;title␇\n',
	);
});

test('an end that we asked for is none', async () => {
	await expect(follow({code: 143, stderr: ''}, AbortSignal.abort()).result).resolves.toBe(undefined);
});

test('what SSH has to say stays as it is', async () => {
	await expect(follow(new ProblemError('unreachable', 'pg-test-1: off')).result).rejects.toThrow('pg-test-1: off');
});
