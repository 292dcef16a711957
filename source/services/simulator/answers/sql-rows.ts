import type {Ask} from '../../source.ts';
import {sources} from '../../sources/index.ts';
import {ProblemError} from '../../world.ts';
import type {Target} from '../../../model/target.ts';
import type {Part} from '../stage.ts';
import {type Rows, sqlAnswers} from './sql.ts';

/** The rows of the source that a query belongs to: known by its text, since nothing here understands SQL. */
export const sqlRows = (part: Part, {variants}: Extract<Ask, {readonly via: 'sql'}>, target: Target): Rows => {
	const texts = new Set(variants.map(({text}) => text));
	for (const {id, rows} of sqlAnswers) {
		const own = sources[id].ask(target);
		if (own.via === 'sql' && own.variants.some(({text}) => texts.has(text))) {
			return rows(part);
		}
	}

	throw new ProblemError(
		'answer',
		`${part.member.plan.name}: the simulated PostgreSQL does not know this query\nIt knows those of the sources.`,
	);
};
