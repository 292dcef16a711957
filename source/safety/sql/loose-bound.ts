import {constantText} from './constant-text.ts';
import {names, type Node, part, word} from './syntax.ts';

/** Beyond it no identifier of a table that is kept by hand will be. */
const huge = 1_000_000_000;

/** Whether `column operator bound` lets through all that is usually there: `id > 0`, `created_at >= '1970-01-01'`. */
export const boundsNothing = (operator: string, bound: Node | undefined): boolean => {
	const number = numberOf(bound);
	const text = constantText(bound);
	switch (operator) {
		case '>': {
			return (number !== undefined && number <= 0) || isFirstMoment(text);
		}

		case '>=': {
			return (number !== undefined && number <= 1) || isFirstMoment(text);
		}

		case '<':
		case '<=': {
			return (number !== undefined && number >= huge) || text === 'infinity';
		}

		default: {
			return false;
		}
	}
};

const isFirstMoment = (text: string | undefined): boolean =>
	text !== undefined && /^$|^(-infinity|epoch|0001-|1900-|1970-)/.test(text);

/** Whether a pattern matches every text: `LIKE '%'`, `~ '.*'`. */
export const matchesAnything = (operator: string, pattern: Node | undefined): boolean => {
	const text = constantText(pattern);
	return text !== undefined && (matchAll[operator.replace(/\*$/, '')]?.test(text) ?? false);
};

const matchAll: Readonly<Record<string, RegExp>> = {'~~': /^%+$/, '~': /^\^?(\.\*)?\$?$/};

const numberOf = (node: Node | undefined): number | undefined => {
	switch (node?.tag) {
		case 'A_Const': {
			const whole = part(node, 'ival');
			const decimal = part(node, 'fval');
			if (whole !== undefined) {
				const value = whole.fields['ival'];
				return typeof value === 'number' ? value : 0; // the parser leaves out a zero
			}

			return decimal === undefined ? undefined : Number(word(decimal, 'fval'));
		}

		case 'A_Expr': {
			const value =
				part(node, 'lexpr') === undefined && names(node, 'name').join('') === '-'
					? numberOf(part(node, 'rexpr'))
					: undefined;
			return value === undefined ? undefined : -value;
		}

		case 'TypeCast': {
			return numberOf(part(node, 'arg'));
		}

		case undefined:
		default: {
			return undefined;
		}
	}
};

/** `now()`, `CURRENT_DATE`, or more than that. */
export const isNowOrLater = (node: Node | undefined): boolean => {
	switch (node?.tag) {
		case 'FuncCall': {
			return /^(now|(clock|statement|transaction)_timestamp)$/.test(names(node, 'funcname').at(-1) ?? '');
		}

		case 'SQLValueFunction': {
			return /_(CURRENT_(DATE|TIME)|LOCALTIME)/.test(word(node, 'op') ?? '');
		}

		case 'TypeCast': {
			return isNowOrLater(part(node, 'arg'));
		}

		case 'A_Expr': {
			return names(node, 'name').join('') === '+' && isNowOrLater(part(node, 'lexpr'));
		}

		case undefined:
		default: {
			return false;
		}
	}
};
