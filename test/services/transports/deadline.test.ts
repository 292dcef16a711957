import {expect, test} from 'vitest';
import {orAbort, within} from '../../../source/services/transports/deadline.ts';
import {fakeClock} from '../../kit/fake-clock.ts';

const forever = new Promise<never>(() => undefined);
const late = () => new Error('late');

test('work that ends in time gives its result, and leaves nothing behind', async () => {
	const clock = fakeClock();
	const caller = new AbortController();
	await expect(within({clock, timeoutMs: 100, signal: caller.signal, late}, async () => 42)).resolves.toBe(42);
	await Promise.resolve();
	expect(clock.sleeping()).toBe(0);
});

test('work that does not end is given up when the time is over, and told so', async () => {
	const clock = fakeClock();
	let told: AbortSignal | undefined;
	const result = within({clock, timeoutMs: 100, signal: undefined, late}, signal => {
		told = signal;
		return forever;
	});
	const outcome = expect(result).rejects.toThrow('late');
	await clock.advance(99);
	expect(told?.aborted).toBe(false);
	await clock.advance(1);
	await outcome;
	expect(told?.aborted).toBe(true);
});

test('an abort by the caller ends it with the reason that the caller gave', async () => {
	const caller = new AbortController();
	const result = within({clock: fakeClock(), timeoutMs: 100, signal: caller.signal, late}, () => forever);
	caller.abort(new Error('changed my mind'));
	await expect(result).rejects.toThrow('changed my mind');
});

test('after an abort nothing is begun', async () => {
	let begun = false;
	const result = within(
		{clock: fakeClock(), timeoutMs: 100, signal: AbortSignal.abort(new Error('over')), late},
		async () => {
			begun = true;
		},
	);
	await expect(result).rejects.toThrow('over');
	expect(begun).toBe(false);
});

test('a failure of the work is passed on as it is', async () => {
	const result = within({clock: fakeClock(), timeoutMs: 100, signal: undefined, late}, () =>
		Promise.reject(new Error('broken')),
	);
	await expect(result).rejects.toThrow('broken');
});

test('a promise that is already waited for in vain is left at once by an aborted signal', async () => {
	await expect(orAbort(forever, AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
});
