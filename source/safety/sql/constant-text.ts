import {names, type Node, part, word} from './syntax.ts';

/** The text of a constant, also of one that is put together from constants; undefined if only the server will know it. */
export const constantText = (node: Node | undefined): string | undefined => {
	switch (node?.tag) {
		case 'A_Const': {
			const value = part(node, 'sval');
			return value === undefined ? undefined : (word(value, 'sval') ?? '');
		}

		case 'TypeCast':
		case 'NamedArgExpr': {
			return constantText(part(node, 'arg'));
		}

		case 'A_Expr': {
			const sides = ['lexpr', 'rexpr'].map(side => constantText(part(node, side)));
			return names(node, 'name').at(-1) === '||' && !sides.includes(undefined) ? sides.join('') : undefined;
		}

		case undefined:
		default: {
			return undefined;
		}
	}
};
