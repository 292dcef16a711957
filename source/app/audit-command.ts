import {sanitize} from '../format/sanitize.ts';
import type {AuditRecord} from '../safety/audit-chain.ts';
import {verifyChain, type Verdict} from '../safety/verify-chain.ts';
import {auditOrigin} from '../services/audit-origin.ts';
import {systemWitness} from '../services/audit-witness.ts';
import {openAudit, sha256} from '../services/audit.ts';
import {systemClock} from '../services/clock.ts';
import {exitCode} from './exit-code.ts';
import {stateHome} from './settings.ts';
import {version} from './version.ts';

const shownAtMost = 50;

/** `audit show` and `audit verify`. Nothing is written; exit code 1 says that the log is broken or cannot be read. */
export const runAudit = async (
	words: readonly string[],
	values: Readonly<Record<string, string | boolean>>,
): Promise<number> => {
	const [what = 'show', ...more] = words;
	if (more.length > 0 || (what !== 'show' && what !== 'verify')) {
		process.stderr.write('pigsty-top: audit takes show or verify\n');
		return exitCode.usage;
	}

	const origin = auditOrigin(version, process.env);
	const home = stateHome(process.env);
	const read = await openAudit({home, clock: systemClock, origin}).read();
	if (!read.ok) {
		const said = read.problem.split('\n').map(line => sanitize(line, 'log'));
		process.stderr.write(`pigsty-top: ${said.join('\n')}\n`);
		return exitCode.findings;
	}

	const heads = what === 'show' ? [] : await systemWitness(home, origin.operator.uid).recall();
	const verdict = verifyChain(read.files, sha256, heads);
	const answer = what === 'show' ? show(verdict) : verify(verdict, heads.length);
	process.stdout.write(
		values['json'] === true
			? `${JSON.stringify({schema: 1, ...answer.json}, (_, value: unknown) => value ?? null, 2)}\n`
			: [...answer.lines, ''].map(line => sanitize(line, 'log')).join('\n'),
	);
	return verdict.broken === undefined ? exitCode.done : exitCode.findings;
};

type Answer = {readonly json: Readonly<Record<string, unknown>>; readonly lines: readonly string[]};

const verify = ({records, recoveries, broken}: Verdict, witnessed: number): Answer => {
	const head = records.at(-1);
	return {
		json: {
			ok: broken === undefined,
			records: records.length,
			recoveries,
			witnessed,
			head: head === undefined ? undefined : {seq: head.seq, hash: head.hash},
			broken,
		},
		lines: [
			broken === undefined ? 'The chain is whole.' : `The chain is broken (${broken.fault}). ${broken.text}`,
			`Whole records: ${records.length}. Interrupted writes: ${recoveries}.`,
			witnessed === 0
				? 'The system journal shows none of it to you: a cut end would not be seen.'
				: `Compared with the system journal: ${witnessed} records.`,
			...(head === undefined ? [] : [`Head: ${head.seq} ${head.hash}`]),
		],
	};
};

const show = ({records, broken}: Verdict): Answer => {
	const last = records.slice(-shownAtMost);
	return {
		json: {records: last, broken},
		lines: [
			...(records.length === 0 && broken === undefined ? ['Nothing was recorded yet.'] : last.map(shownRecord)),
			...(broken === undefined ? [] : [`The chain is broken here (${broken.fault}). ${broken.text}`]),
		],
	};
};

/** One line: when, which, what, by whom, and what is worth a look of the rest. */
const shownRecord = (record: AuditRecord): string => {
	const {seq, at, event, action, targets, operator} = record;
	const said = ['outcome', 'exit', 'reason', 'tornBytes']
		.filter(name => record[name] !== undefined)
		.map(name => `${name} ${text(record[name])}`);
	const user = isFields(operator) ? text(operator['user']) : '';
	return [
		text(at),
		String(seq).padStart(6),
		text(event).padEnd(11),
		text(action),
		...(Array.isArray(targets) ? targets.map(text) : []),
		...said,
		user === '' ? '' : `by ${user}`,
	]
		.filter(part => part !== '')
		.join('  ');
};

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;
