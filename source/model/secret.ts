/**
 * A value that must never be printed. The text lives in a WeakMap, so string concatenation, JSON, `util.inspect`
 * and spreading all yield the mask; only `reveal` gives it back, and only transports call that.
 */
export type Secret = {readonly mask: '‹secret›'};

const values = new WeakMap<Secret, string>();

export const secret = (value: string): Secret => {
	const wrapped: Secret & {toString: () => string} = Object.freeze({
		mask: '‹secret›' as const,
		toString: () => '‹secret›',
	});
	values.set(wrapped, value);
	return wrapped;
};

/** The text itself: for a connection about to be opened, never for a screen, a file or an argument list. */
export const reveal = (wrapped: Secret): string => {
	const value = values.get(wrapped);
	if (value === undefined) {
		throw new TypeError('this secret was not made by secret()');
	}

	return value;
};

export const isSecret = (value: unknown): value is Secret =>
	typeof value === 'object' && value !== null && values.has(value as Secret);
