import type {Reason} from '../classification.ts';
import {isOn} from './option.ts';
import {parts, word} from './syntax.ts';
import {extensionFunctions} from './tables/extension-functions.ts';
import type {Rule} from './walk.ts';

/** EXPLAIN plans. With ANALYZE it also runs the statement, and is what the statement is. */
export const explain: Rule = (node, scope, walk) => {
	const found = walk.below(node, scope, ['options']);
	const odd = parts(node, 'options')
		.flatMap(option => word(option, 'defname') ?? '')
		.filter(name => !options.has(name));
	return [
		...odd.map(name => unknownOption(name)),
		...(isOn(node, 'analyze') ? [analyzes, ...found] : [plans, ...found.filter(happensWhenPlanned)]),
	];
};

const options: ReadonlySet<string> = new Set([
	'analyze',
	'buffers',
	'costs',
	'format',
	'generic_plan',
	'memory',
	'serialize',
	'settings',
	'summary',
	'timing',
	'verbose',
	'wal',
]);

const unknownOption = (name: string): Reason => ({
	rule: 'sql.explain-option',
	class: 'confirm',
	text: `the option ${name} of EXPLAIN is not PostgreSQL's own`,
});

const analyzes: Reason = {rule: 'sql.explain-analyze', class: 'allowed', text: 'EXPLAIN ANALYZE runs the statement'};

const plans: Reason = {rule: 'sql.explain', class: 'allowed', text: 'EXPLAIN only plans, and returns no rows'};

/** Planning reads no rows and changes none, but it may run what calls itself immutable or stable, and is not ours to trust. */
const happensWhenPlanned = ({rule, class: found}: Reason): boolean => found === 'rejected' || planned.has(rule);

const planned: ReadonlySet<string> = new Set([
	'sql.opaque-function',
	'sql.opaque-operator',
	'sql.opaque-type',
	'sql.opaque-collation',
	'sql.opaque-sampling-method',
	'sql.execute',
	...extensionFunctions.map(({group}) => `sql.function-${group}`),
]);
