import {expect, test} from 'vitest';
import {answerBatchLine, type Judge} from '../../source/safety/batch-line.ts';

const judge: Judge = ({sql}) =>
	typeof sql === 'string'
		? {class: 'confirm', reasons: [{rule: 'r', class: 'confirm', text: sql, flags: ['opaque']}], flags: ['opaque']}
		: undefined;

test('an answer has the id of its question', () => {
	expect(JSON.parse(answerBatchLine('{"id": 7, "sql": "x\\ny"}', judge))).toEqual({
		id: 7,
		class: 'confirm',
		reasons: [{rule: 'r', text: 'x\ny'}],
		flags: ['opaque'],
	});
});

test('an answer is one line', () => {
	expect(answerBatchLine('{"id": "a", "sql": "x\\ny"}', judge)).not.toContain('\n');
});

test.each(['', 'null', '[]', '"x"', '{', '{"id": 1} {}'])('%j is answered, and rejected', line => {
	expect(JSON.parse(answerBatchLine(line, judge))).toMatchObject({
		id: null,
		class: 'rejected',
		reasons: [{rule: 'batch.unreadable'}],
	});
});

test('a question without its text is rejected', () => {
	expect(JSON.parse(answerBatchLine('{"id": "a", "sql": 5}', judge))).toMatchObject({
		id: 'a',
		class: 'rejected',
		reasons: [{rule: 'batch.incomplete'}],
	});
});
