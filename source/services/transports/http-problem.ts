import {errorText} from '../../format/error-text.ts';
import {sanitize} from '../../format/sanitize.ts';
import {ProblemError} from '../world.ts';
import {socketError} from './socket-error.ts';
import {tlsError} from './tls-error.ts';

/** Whom a question goes to, in the words of the sentences about it. */
export type HttpPlace = {
	/** `pg-test-1: Patroni (10.10.10.11:8008)` */
	readonly where: string;
	/** What to do when nobody answers there. */
	readonly check: string;
	/** What to do when the connection is closed without a reply, if that means something. */
	readonly silence?: string;
};

/** What went wrong before there was a whole answer. */
export const httpProblem = ({where, check, silence}: HttpPlace, error: unknown, hadReply: boolean): ProblemError => {
	if (error instanceof ProblemError) {
		return error;
	}

	const tls = tlsError(error);
	if (tls !== undefined) {
		return new ProblemError('refused', `${where}: ${tls.said}\n${tls.advice}`);
	}

	const said = errorText(error);
	if (hadReply) {
		return new ProblemError('answer', `${where}: the answer broke off in the middle\n${check}`);
	}

	if (/socket hang up/.test(said)) {
		return new ProblemError('answer', `${where}: it closed the connection without a reply\n${silence ?? check}`);
	}

	const known = socketError(error);
	return known === undefined
		? new ProblemError('answer', `${where}: the answer is not HTTP: ${sanitize(said, 'cell').slice(0, 200)}\n${check}`)
		: new ProblemError('unreachable', `${where}: ${known}\n${check}`);
};
