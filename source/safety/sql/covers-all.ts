import {allParts, names, type Node, part, parts, word} from './syntax.ts';

/** Whether one of the alternatives is the opposite of another, as in `a OR NOT a` and `a < 5 OR a >= 5`. */
export const coversAll = (alternatives: readonly Node[]): boolean => {
	const said = new Set(alternatives.map(shape));
	return alternatives.some(alternative => said.has(shapeOfOpposite(alternative)));
};

const opposites: Readonly<Record<string, string>> = {
	'<': '>=',
	'<=': '>',
	'>': '<=',
	'>=': '<',
	'<>': '=',
	'=': '<>',
	'~~': '!~~',
	'!~~': '~~',
};

const shapeOfOpposite = (node: Node): string => {
	if (node.tag === 'BoolExpr' && word(node, 'boolop') === 'NOT_EXPR') {
		return parts(node, 'args').map(shape).join(' ');
	}

	const operator = node.tag === 'A_Expr' ? opposites[names(node, 'name').join('.')] : undefined;
	return operator === undefined ? '' : comparison(node, operator);
};

/** A text that is the same for conditions that are written the same, wherever they stand. */
const shape = (node: Node): string =>
	node.tag === 'A_Expr'
		? comparison(node, names(node, 'name').join('.'))
		: `${node.tag}(${[...values(node), ...allParts(node).map(shape)].join(' ')})`;

const comparison = (node: Node, operator: string): string =>
	[operator, ...['lexpr', 'rexpr'].map(side => shapeOf(part(node, side)))].join(' ');

const shapeOf = (node: Node | undefined): string => (node === undefined ? '' : shape(node));

const values = ({fields}: Node): readonly string[] =>
	Object.entries(fields).flatMap(([name, value]) =>
		typeof value === 'object' || name === 'location' || name.endsWith('_location') ? [] : [JSON.stringify(value)],
	);
