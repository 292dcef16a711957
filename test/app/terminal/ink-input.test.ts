import {once} from 'node:events';
import {setImmediate as turn} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {InkInput} from '../../../source/app/terminal/ink-input.ts';
import {readSequence} from '../../../source/app/terminal/read-sequence.ts';

const listening = () => {
	const input = new InkInput();
	const got: unknown[][] = [];
	input.on('readable', () => {
		const chunks: unknown[] = [];
		for (let chunk: unknown = input.read(); chunk !== null; chunk = input.read()) {
			chunks.push(chunk);
		}

		got.push(chunks);
	});
	return {input, got};
};

test('one key at a time, each in its own turn', async () => {
	const {input, got} = listening();
	for (const sequence of ['j', 'j', '\u001B[B']) {
		input.feed(readSequence(sequence));
	}

	while (got.length < 3) {
		await turn();
	}

	expect(got).toEqual([['j'], ['j'], ['\u001B[B']]);
});

test('no paste, no mouse, no answers', async () => {
	const {input, got} = listening();
	input.feed({type: 'paste', text: 'yes\r', isComplete: true});
	input.feed(readSequence('\u001B[<0;1;1M'));
	input.feed(readSequence('\u001B]11;rgb:0/0/0\u0007'));
	input.feed(readSequence('q'));
	await once(input, 'readable');
	expect(got).toEqual([['q']]);
});

test('keys from before anyone listened are forgotten', async () => {
	const input = new InkInput();
	input.feed(readSequence('\r'));
	const got: unknown[] = [];
	input.on('readable', () => got.push(input.read()));
	input.feed(readSequence('q'));
	await once(input, 'readable');
	expect(got).toEqual(['q']);
});
