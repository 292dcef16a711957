import {sanitize} from '../../format/sanitize.ts';
import {ProblemError} from '../world.ts';
import {socketError} from './socket-error.ts';
import {tlsError} from './tls-error.ts';

/** Whom we talk to and as whom, in the words of the sentences about it. */
export type PgPlace = {
	/** `pg-test-1: PostgreSQL (10.10.10.11:5432)` */
	readonly where: string;
	readonly user: string;
	readonly database: string;
	/** What to do when nobody answers there. */
	readonly check: string;
};

type Kind = ProblemError['kind'];
type Sentence = (place: PgPlace, said: string) => readonly [kind: Kind, what: string, advice: string];

/** What went wrong with a connection or a question: what the server, TLS or the network said, as one sentence and what to do. */
export const pgProblem = (place: PgPlace, error: unknown): ProblemError => {
	if (error instanceof ProblemError) {
		return error;
	}

	const tls = tlsError(error);
	if (tls !== undefined) {
		return new ProblemError('refused', `${place.where}: ${tls.said}\n${tls.advice}`);
	}

	const said = error instanceof Error ? sanitize(error.message, 'cell').slice(0, 200) : '';
	const network =
		socketError(error) ?? (/Connection terminated|not queryable/.test(said) ? 'the connection was lost' : undefined);
	if (network !== undefined) {
		return new ProblemError('unreachable', `${place.where}: ${network}\n${place.check}`);
	}

	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const [kind, what, advice] = (bySqlState[code] ?? byClass[code.slice(0, 2)] ?? other(code))(place, said);
	return new ProblemError(kind, `${place.where}: ${what}\n${advice}`);
};

const other =
	(code: string): Sentence =>
	({check}, said) => ['answer', `it says ${code && `${code} `}${said || 'nothing that we understand'}`, check];

const shutDown: Sentence = ({check}) => ['unreachable', 'it ended our connection: it is shut down or restarted', check];

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const bySqlState: Readonly<Record<string, Sentence>> = {
	'28P01': ({user}) => [
		'refused',
		`it refuses the password of ${user}`,
		`Compare pg_monitor_password in the inventory with what is in use there; pgsql-user.yml sets it`,
	],
	'28000': ({user}, said) =>
		said.includes('pg_hba.conf')
			? [
					'refused',
					`no rule of its pg_hba.conf admits ${user} from this host`,
					'Run pigsty-top on the admin or an infra node, or add a rule to pg_hba_rules',
				]
			: ['refused', `it does not let ${user} in: ${said}`, 'Check pg_monitor_username in the inventory'],
	'3D000': ({database}) => [
		'refused',
		`it has no database ${database}`,
		'Check the database that the inventory names for monitoring',
	],
	'42501': ({user}, said) => ['refused', `${user} may not ask this: ${said}`, `Grant pg_monitor to ${user} there`],
	'53300': () => [
		'refused',
		'all its connections are taken',
		'Look at sessions and pools; a superuser can still get in: sudo -iu postgres psql',
	],
	'57P03': (_place, said) => ['answer', `it takes no connections now: ${said}`, 'Wait for it, and watch its log'],
	'57P01': shutDown,
	'57P02': shutDown,
	'57014': () => [
		'answer',
		'our question took too long and was cancelled there',
		'The server is under load, or the question is too heavy for it',
	],
	'55P03': () => [
		'answer',
		'our question waited for a lock and gave up',
		'Look at locks: somebody holds one on a catalog',
	],
	'40001': () => ['answer', 'replay cancelled our question (recovery conflict)', 'It is asked again by itself'],
	'40P01': () => ['answer', 'replay cancelled our question (recovery conflict)', 'It is asked again by itself'],
};

const byClass: Readonly<Record<string, Sentence>> = {
	'42': (_place, said) => [
		'answer',
		`it does not understand our question: ${said}`,
		'This version or flavour of PostgreSQL is not known to pigsty-top; please report it',
	],
	'53': (_place, said) => ['answer', `it is out of resources: ${said}`, 'Look at its disk and memory'],
};
