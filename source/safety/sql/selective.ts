import {coversAll} from './covers-all.ts';
import {boundsNothing, isNowOrLater, matchesAnything} from './loose-bound.ts';
import {qualifiedName} from './relation.ts';
import {allParts, names, type Node, part, parts, word} from './syntax.ts';

/** The table whose rows a condition chooses. */
export type Target = {
	readonly relation: string;
	/** What its columns may be qualified by. */
	readonly alias: string;
	/** Whether it is also joined to itself. */
	readonly joinsItself: boolean;
};

/**
 * Whether a condition plainly chooses some rows. It does when, whatever the data, its author meant less than the table:
 * true constants, `x IS NOT NULL`, `x = x`, `x <> 1`, `id > 0` and whatever says nothing about a column do not count.
 */
export const isSelective = (condition: Node | undefined, target: Target): boolean => {
	if (condition === undefined) {
		return false;
	}

	switch (condition.tag) {
		case 'BoolExpr': {
			const args = parts(condition, 'args');
			const chooses = (arg: Node): boolean => isSelective(arg, target);
			const kind = word(condition, 'boolop');
			return kind === 'AND_EXPR'
				? args.some(chooses)
				: kind === 'OR_EXPR'
					? args.every(chooses) && !coversAll(args)
					: excludes(args[0], target);
		}

		case 'CurrentOfExpr': {
			return true; // the row of a cursor
		}

		case 'NullTest': {
			return word(condition, 'nulltesttype') === 'IS_NULL' && hasColumn(condition, target);
		}

		case 'BooleanTest': {
			const test = word(condition, 'booltesttype') ?? '';
			const chooses = /^IS_(NOT_TRUE|FALSE)$/.test(test) ? excludes : isSelective;
			return test !== 'IS_NOT_UNKNOWN' && chooses(part(condition, 'arg'), target);
		}

		case 'TypeCast': {
			return isSelective(part(condition, 'arg'), target);
		}

		case 'SubLink': {
			return chosenBySubquery(condition, target);
		}

		case 'A_Expr': {
			return compares(condition, target);
		}

		default: {
			return hasColumn(condition, target) && innerOnesChoose(condition, target);
		}
	}
};

/** COALESCE, CASE or a comparison with `true` must not hide a condition that chooses nothing. */
const innerOnesChoose = (node: Node, target: Target): boolean =>
	allParts(node).every(child =>
		conditions.has(child.tag)
			? !hasColumn(child, target) || isSelective(child, target)
			: child.tag === 'SubLink' || innerOnesChoose(child, target),
	);

const conditions: ReadonlySet<string> = new Set(['A_Expr', 'BoolExpr', 'BooleanTest', 'NullTest']);

/** NOT turns a choice into "all but these"; it only chooses what the opposite leaves out. */
const excludes = (condition: Node | undefined, target: Target): boolean => {
	if (condition === undefined) {
		return false;
	}

	const except = (arg: Node): boolean => excludes(arg, target);
	switch (condition.tag) {
		case 'BoolExpr': {
			const args = parts(condition, 'args');
			const kind = word(condition, 'boolop');
			return kind === 'AND_EXPR'
				? args.every(except)
				: kind === 'OR_EXPR'
					? args.some(except)
					: isSelective(args[0], target);
		}

		case 'NullTest': {
			return word(condition, 'nulltesttype') === 'IS_NOT_NULL' && hasColumn(condition, target);
		}

		case 'A_Expr': {
			const opposite = opposites[names(condition, 'name').join('.')];
			return opposite !== undefined && compares(condition, target, opposite);
		}

		default: {
			return isSelective(condition, target);
		}
	}
};

const opposites: Readonly<Record<string, string>> = {'<': '>=', '<=': '>', '>': '<=', '>=': '<', '<>': '='};
const mirrored: Readonly<Record<string, string>> = {'<': '>', '<=': '>=', '>': '<', '>=': '<='};

const compares = (node: Node, target: Target, operator = names(node, 'name').join('.')): boolean => {
	const left = part(node, 'lexpr');
	const right = part(node, 'rexpr');
	if (
		!hasColumn(node, target) ||
		isAllBut(node, operator) ||
		isSameColumn(left, right, operator === '=' ? target : {...target, joinsItself: false}) ||
		!innerOnesChoose(node, target)
	) {
		return false;
	}

	if (operator === 'BETWEEN' || operator === 'BETWEEN SYMMETRIC') {
		const [least, most] = right === undefined ? [] : parts(right, 'items');
		return !(boundsNothing('>=', least) && boundsNothing('<=', most));
	}

	return hasColumn(left, target)
		? hasColumn(right, target) || !isLoose(left, operator, right)
		: !isLoose(right, mirrored[operator] ?? operator, left);
};

const isLoose = (column: Node | undefined, operator: string, bound: Node | undefined): boolean =>
	boundsNothing(operator, bound) ||
	matchesAnything(operator, bound) ||
	(operator.startsWith('<') &&
		isNowOrLater(bound) &&
		!columnsOf(column).some(path => inFuture.test(path.at(-1) ?? '')));

/** Most times in a table are past, so that "before now" is every row; what has such a name may lie ahead. */
const inFuture = /expir|until|due|deadline|valid|end|ttl|sched|next|after|purge/i;

const isAllBut = (node: Node, operator: string): boolean =>
	/^(!|NOT |<>$)/.test(operator) || word(node, 'kind') === 'AEXPR_DISTINCT';

const isSameColumn = (left: Node | undefined, right: Node | undefined, target: Target): boolean =>
	columnsOf(left).some(one => columnsOf(right).some(other => isSame(one, other, target)));

const isSame = (one: readonly string[], other: readonly string[], {alias, joinsItself}: Target): boolean => {
	const [first, second] = [one.at(-2) ?? alias, other.at(-2) ?? alias];
	return one.at(-1) === other.at(-1) && (first === second || joinsItself);
};

const columnsOf = (node: Node | undefined): ReadonlyArray<readonly string[]> => {
	if (node === undefined || node.tag === 'SubLink') {
		return [];
	}

	return node.tag === 'ColumnRef' ? [names(node, 'fields')] : allParts(node).flatMap(columnsOf);
};

/** Whether the value depends on the row at hand. */
const hasColumn = (node: Node | undefined, target: Target): boolean => {
	if (node?.tag === 'SubLink') {
		return hasColumn(part(node, 'testexpr'), target) || refersTo(part(node, 'subselect'), target);
	}

	return node !== undefined && (node.tag === 'ColumnRef' || allParts(node).some(child => hasColumn(child, target)));
};

/** Whether a subquery speaks of the target: by its name, or because it has no other table to speak of. */
const refersTo = (query: Node | undefined, {alias}: Target): boolean =>
	query !== undefined &&
	columnsWithin(query).some(
		path => path.at(-2) === alias || (path.length === 1 && parts(query, 'fromClause').length === 0),
	);

const columnsWithin = (node: Node): ReadonlyArray<readonly string[]> =>
	node.tag === 'ColumnRef' ? [names(node, 'fields')] : allParts(node).flatMap(columnsWithin);

/** EXISTS must speak of the row; IN must not take its list from the whole of the same table. */
const chosenBySubquery = (node: Node, target: Target): boolean => {
	const query = part(node, 'subselect');
	if (query === undefined || !hasColumn(node, target)) {
		return false;
	}

	const fromItself = parts(query, 'fromClause').some(
		item => item.tag === 'RangeVar' && qualifiedName(item) === target.relation,
	);
	const restricts = ['whereClause', 'limitCount', 'havingClause'].some(name => part(query, name) !== undefined);
	return !fromItself || (restricts && isFurtherRestricted(query, target));
};

/** The same table joined to itself by one equal column is the whole table again. */
const isFurtherRestricted = (query: Node, target: Target): boolean => {
	const where = part(query, 'whereClause');
	const single = where?.tag === 'A_Expr' ? where : undefined;
	const [left, right] = ['lexpr', 'rexpr'].map(side => columnsOf(single && part(single, side))[0]);
	return left === undefined || right === undefined || !isSame(left, right, {...target, joinsItself: true});
};
