import {createHash} from 'node:crypto';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {chainStart, seal, tornMark, type ChainLink} from '../../source/safety/audit-chain.ts';
import {verifyChain} from '../../source/safety/verify-chain.ts';

const hash = (bytes: string) => createHash('sha256').update(bytes, 'latin1').digest('hex');

const chain = (count: number, from: ChainLink = chainStart) => {
	let link = from;
	return Array.from({length: count}, (_, index) => {
		const sealed = seal({event: 'refused', reason: `é ${index}`}, link, hash);
		link = sealed.link;
		return sealed;
	});
};

const five = chain(5);
const lines = five.map(({line}) => line);
const judged = (rows: readonly string[], head?: ChainLink) =>
	verifyChain(
		[{name: '2026-11.jsonl', text: rows.map(row => `${row}\n`).join('')}],
		hash,
		head === undefined ? [] : [head],
	);

test('an untouched chain is whole, also over several files', () => {
	expect(judged(lines)).toMatchObject({broken: undefined, recoveries: 0, records: five.map(({link}) => link)});
	const files = [
		{name: '2026-10.jsonl', text: `${lines[0]}\n${lines[1]}\n`},
		{name: '2026-11.jsonl', text: `${lines.slice(2).join('\n')}\n`},
	];
	expect(verifyChain(files, hash).broken).toBeUndefined();
	expect(verifyChain(files.toReversed(), hash).broken).toMatchObject({seq: 1, fault: 'reordered'});
	expect(verifyChain([], hash)).toEqual({records: [], recoveries: 0, broken: undefined});
});

test('no byte of a record can be changed', () => {
	const place = fc.nat({max: lines.join('').length - 1});
	fc.assert(
		fc.property(place, fc.integer({min: 32, max: 126}), (at, code) => {
			const index = lines.findIndex((_, row) => at < lines.slice(0, row + 1).join('').length);
			const inLine = at - lines.slice(0, index).join('').length;
			const line = lines[index] ?? '';
			fc.pre(line.charCodeAt(inLine) !== code);
			const edited = line.slice(0, inLine) + String.fromCharCode(code) + line.slice(inLine + 1);
			expect(judged(lines.with(index, edited)).broken?.seq).toBe(index + 1);
		}),
		{numRuns: 500},
	);
});

test.each([
	['a space added', `${lines[1]} `],
	['a member written twice', (lines[1] ?? '').replace('{', '{"event":"x",')],
	['a record that is whole but was not there', chain(2, {seq: 0, hash: 'f'.repeat(64)})[1]?.line ?? ''],
])('%s is an edit of record 2', (_, line) => {
	expect(judged(lines.with(1, line)).broken).toMatchObject({seq: 2, line: 2, fault: 'edited'});
});

test('a record taken out is missing, wherever it stood', () => {
	for (const index of [0, 1, 3]) {
		expect(judged(lines.toSpliced(index, 1)).broken).toMatchObject({seq: index + 1, fault: 'missing'});
	}
});

test('a record put in again or of another chain is told', () => {
	expect(judged(lines.toSpliced(3, 0, lines[1] ?? '')).broken).toMatchObject({seq: 2, fault: 'inserted'});
	const forged = seal({event: 'refused'}, five[2]?.link ?? chainStart, hash).line;
	expect(judged(lines.toSpliced(3, 0, forged)).broken).toMatchObject({seq: 4, fault: 'inserted'});
});

test('two records that changed places are reordered', () => {
	expect(judged(lines.with(1, lines[2] ?? '').with(2, lines[1] ?? '')).broken).toMatchObject({
		seq: 2,
		fault: 'reordered',
	});
});

test('a cut end is seen by who was told the head, and only by them', () => {
	const head = five[4]?.link;
	expect(judged(lines, head).broken).toBeUndefined();
	expect(judged(lines.slice(0, 3)).broken).toBeUndefined();
	expect(judged(lines.slice(0, 3), head).broken).toMatchObject({seq: 4, fault: 'head'});
	expect(judged([], head).broken).toMatchObject({seq: 1, fault: 'head'});
	const other = chain(4).map(({line}) => line);
	const rewritten = [...other, seal({event: 'x'}, chain(4)[3]?.link ?? chainStart, hash).line];
	expect(judged(rewritten, head).broken).toMatchObject({seq: 5, fault: 'head'});
});

test('torn bytes are only right when the next record owns up to exactly them', () => {
	const torn = '{"at":"2026';
	const [first = ''] = lines;
	const after = (fields: Readonly<Record<string, unknown>>) =>
		seal({event: 'recovered', ...fields}, five[0]?.link ?? chainStart, hash).line;
	expect(judged([first, torn, after(tornMark(torn, hash))])).toMatchObject({broken: undefined, recoveries: 1});
	expect(judged([first, `${torn}x`, after(tornMark(torn, hash))]).broken).toMatchObject({seq: 2, fault: 'edited'});
	expect(judged([first, torn, after({})]).broken).toMatchObject({seq: 2, line: 2, fault: 'edited'});
	expect(judged([first, torn]).broken).toMatchObject({seq: 2, fault: 'torn'});
});
