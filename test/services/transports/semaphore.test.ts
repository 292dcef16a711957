import {expect, test} from 'vitest';
import {createSemaphore} from '../../../source/services/transports/semaphore.ts';

const never = new AbortController().signal;

test('slots are given first come, first served, and never more than there are', async () => {
	const semaphore = createSemaphore(2);
	const order: number[] = [];
	const work = async (id: number) => {
		const release = await semaphore.acquire(never);
		order.push(id);
		expect(semaphore.inUse()).toBeLessThanOrEqual(2);
		await Promise.resolve();
		release();
	};

	await Promise.all([1, 2, 3, 4, 5].map(work));
	expect(order).toEqual([1, 2, 3, 4, 5]);
	expect(semaphore.inUse()).toBe(0);
});

test('who aborts while waiting loses the place and takes no slot', async () => {
	const semaphore = createSemaphore(1);
	const release = await semaphore.acquire(never);
	const impatient = new AbortController();
	const waiting = semaphore.acquire(impatient.signal);
	const next = semaphore.acquire(never);
	impatient.abort(new Error('too slow'));
	await expect(waiting).rejects.toThrow('too slow');
	release();
	(await next)();
	expect(semaphore.inUse()).toBe(0);
});

test('a signal that has aborted before gets nothing', async () => {
	const semaphore = createSemaphore(1);
	await expect(semaphore.acquire(AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
	expect(semaphore.inUse()).toBe(0);
});

test('releasing twice frees one slot only', async () => {
	const semaphore = createSemaphore(1);
	const release = await semaphore.acquire(never);
	release();
	const second = await semaphore.acquire(never);
	release();
	expect(semaphore.inUse()).toBe(1);
	second();
});

test('fewer slots hold for those who come later, more let them in', async () => {
	const semaphore = createSemaphore(2);
	const releases = [await semaphore.acquire(never), await semaphore.acquire(never)];
	semaphore.resize(1);
	let isIn = false;
	const third = semaphore.acquire(never).then(release => {
		isIn = true;
		return release;
	});
	releases[0]?.();
	await Promise.resolve();
	expect(isIn).toBe(false);
	semaphore.resize(2);
	(await third)();
	releases[1]?.();
	expect(semaphore.inUse()).toBe(0);
});
