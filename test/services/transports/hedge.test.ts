import {expect, test} from 'vitest';
import {hedged, NobodyAnswered} from '../../../source/services/transports/hedge.ts';
import {fakeClock} from '../../kit/fake-clock.ts';

/** Candidates are named after what they do: `answers after 100`, `fails after 0`, `hangs`. */
const race = (...candidates: readonly string[]) => {
	const clock = fakeClock(0);
	const controller = new AbortController();
	const asked: (readonly [candidate: string, at: number])[] = [];
	const stopped: string[] = [];
	const result = hedged({
		candidates,
		clock,
		hedgeMs: 700,
		signal: controller.signal,
		ask: async (candidate, signal) => {
			asked.push([candidate, clock.now()]);
			signal.addEventListener('abort', () => stopped.push(candidate));
			const [deed, ms] = candidate.split(/ after | #/);
			await clock.sleep(deed === 'hangs' ? 1e9 : Number(ms), signal);
			if (deed !== 'answers') {
				throw new Error(candidate);
			}

			return clock.now();
		},
	});
	result.catch(() => {});
	return {clock, asked, stopped, result, controller};
};

test('one that answers at once is the only one asked', async () => {
	const {clock, asked, result} = race('answers after 10', 'hangs #2');
	await clock.advance(5000);
	await expect(result).resolves.toEqual({candidate: 'answers after 10', answer: 10});
	expect(asked).toEqual([['answers after 10', 0]]);
	expect(clock.sleeping()).toBe(0);
});

test('a dead first one costs 700 ms and not the time of all', async () => {
	const {clock, stopped, result} = race('hangs #1', 'answers after 50', 'hangs #3');
	await clock.advance(5000);
	await expect(result).resolves.toEqual({candidate: 'answers after 50', answer: 750});
	expect(stopped).toContain('hangs #1');
	expect(clock.sleeping()).toBe(0);
});

test('one that fails makes place at once', async () => {
	const {clock, asked, result} = race('fails after 5', 'fails after 10', 'answers after 0');
	await clock.advance(5000);
	await expect(result).resolves.toMatchObject({answer: 15});
	expect(asked.map(([, at]) => at)).toEqual([0, 5, 15]);
});

test('the slow first one still wins when it is sooner than the others', async () => {
	const {clock, result} = race('answers after 800', 'answers after 500');
	await clock.advance(5000);
	await expect(result).resolves.toEqual({candidate: 'answers after 800', answer: 800});
});

test('a failure of an early one starts nobody while a later one is being asked', async () => {
	const {clock, asked, result} = race('fails after 800', 'hangs #2', 'answers after 0');
	await clock.advance(5000);
	await expect(result).resolves.toMatchObject({answer: 1400});
	expect(asked.map(([, at]) => at)).toEqual([0, 700, 1400]);
});

test('when all fail, all their errors are told', async () => {
	const {clock, result} = race('fails after 900', 'fails after 100');
	await clock.advance(5000);
	await expect(result).rejects.toMatchObject({
		errors: [{message: 'fails after 100'}, {message: 'fails after 900'}],
	});
	expect(clock.sleeping()).toBe(0);
});

test('nobody to ask is nobody answered', async () => {
	await expect(race().result).rejects.toThrow(NobodyAnswered);
});

test('an abort stops everyone, before and while they are asked', async () => {
	const {clock, controller, stopped, result} = race('hangs #1', 'hangs #2');
	await clock.advance(1000);
	controller.abort(new Error('stop'));
	await expect(result).rejects.toThrow('stop');
	expect(stopped).toEqual(['hangs #1', 'hangs #2']);
	await clock.advance(0);
	expect(clock.sleeping()).toBe(0);
});
