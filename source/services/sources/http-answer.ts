import {number, record, ShapeError, text} from '../../model/decode.ts';
import type {HttpAnswer} from '../source.ts';

/** The answer of an HTTP service, when its status is one that has the body we want. */
export const httpAnswer = (raw: unknown, ...wanted: readonly number[]): HttpAnswer => {
	const answer = shape(raw);
	if (!wanted.includes(answer.status)) {
		throw new ShapeError(`${answer.from} answered with HTTP status ${answer.status} instead of ${wanted.join(' or ')}`);
	}

	return answer;
};

const shape = record({status: number, body: text, from: text});
