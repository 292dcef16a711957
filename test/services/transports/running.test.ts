import {PassThrough} from 'node:stream';
import {expect, test, vi} from 'vitest';
import {collect, relay, type Running} from '../../../source/services/transports/running.ts';

/** A command that a test plays. */
const play = () => {
	const [stdout, stderr] = [new PassThrough(), new PassThrough()];
	const end = Promise.withResolvers<number | undefined>();
	const stop = vi.fn<() => void>();
	const running: Running = {stdout, stderr, ended: end.promise, stop};
	return {running, stdout, stderr, stop, end: end.resolve};
};

const never = new AbortController().signal;
const reading = {maxBytes: 10, signal: never, what: 'pg-test-1: id'};

test('output of exactly the allowed size is an answer, one byte more is none', async () => {
	const exact = play();
	const answer = collect(exact.running, reading);
	exact.stdout.write('12345');
	exact.stderr.write('67890');
	await vi.waitFor(() => expect(exact.stdout.readableLength + exact.stderr.readableLength).toBe(0));
	exact.end(0);
	await expect(answer).resolves.toEqual({code: 0, stdout: '12345', stderr: '67890'});
	expect(exact.stop).not.toHaveBeenCalled();

	const more = play();
	const refused = expect(collect(more.running, reading)).rejects.toMatchObject({
		kind: 'answer',
		message: 'pg-test-1: id: the answer is larger than 10 bytes\nLook at the node by hand',
	});
	more.stdout.write('12345');
	more.stderr.write('678901');
	await refused;
	expect(more.stop).toHaveBeenCalled();
});

test('a character that was cut in two is whole again', async () => {
	const {running, stdout, end} = play();
	const answer = collect(running, reading);
	const bytes = Buffer.from('é漢');
	for (const byte of bytes) {
		stdout.write(Buffer.of(byte));
	}

	await vi.waitFor(() => expect(stdout.readableLength).toBe(0));
	end(0);
	expect((await answer).stdout).toBe('é漢');
});

test('no exit code means that the connection was lost', async () => {
	const {running, end} = play();
	end(undefined);
	await expect(collect(running, reading)).rejects.toMatchObject({kind: 'unreachable'});
});

test('after an abort a reader hears nothing more', async () => {
	const {running, stdout, stop} = play();
	const caller = new AbortController();
	const heard: string[] = [];
	const end = relay(running, chunk => void heard.push(String(chunk)), {signal: caller.signal, what: 'x'});
	stdout.write('before');
	await vi.waitFor(() => expect(heard).toEqual(['before']));
	caller.abort(new Error('enough'));
	stdout.write('after');
	await expect(end).rejects.toThrow('enough');
	await vi.waitFor(() => expect(stdout.readableLength).toBe(0));
	expect(heard).toEqual(['before']);
	expect(stop).toHaveBeenCalled();
});

test('a signal that aborted before stops the command at once', async () => {
	const {running, stop} = play();
	await expect(collect(running, {...reading, signal: AbortSignal.abort(new Error('over'))})).rejects.toThrow('over');
	expect(stop).toHaveBeenCalled();
});
