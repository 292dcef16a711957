import type {Classification, Reason} from './classification.ts';

/** What a line of `policy --batch` asks, whatever it is made of. */
export type Question = Readonly<Record<string, unknown>>;

/** Answers a question, or undefined if it lacks what is asked about. */
export type Judge = (question: Question) => Classification | undefined;

/**
 * Answers one line of `policy --batch`: `{"id", "sql"|"cmd"|"argv", "context"?}` in, `{"id", "class", "reasons"[], "flags"[]}`
 * out, both JSON without a line end. A line that cannot be read is rejected like a text that cannot: the batch goes on.
 */
export const answerBatchLine = (line: string, judge: Judge): string => {
	const question = readQuestion(line);
	const answer = question === undefined ? refused(unreadable) : (judge(question) ?? refused(incomplete));
	return JSON.stringify({
		id: question?.['id'] ?? null,
		class: answer.class,
		reasons: answer.reasons.map(({rule, text}) => ({rule, text})),
		flags: answer.flags,
	});
};

const readQuestion = (line: string): Question | undefined => {
	try {
		const read: unknown = JSON.parse(line);
		return isQuestion(read) ? read : undefined;
	} catch {
		return undefined;
	}
};

const isQuestion = (read: unknown): read is Question =>
	typeof read === 'object' && read !== null && !Array.isArray(read);

const refused = (reason: Reason): Classification => ({class: reason.class, reasons: [reason], flags: []});

const unreadable: Reason = {rule: 'batch.unreadable', class: 'rejected', text: 'the line is not a JSON object'};

const incomplete: Reason = {rule: 'batch.incomplete', class: 'rejected', text: 'the line does not say what to judge'};
