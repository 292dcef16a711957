import fc from 'fast-check';
import type {Facts} from '../../source/safety/facts.ts';

/** Names by which things are told apart: without one there is no fact that could be lost. */
const identities = new Set(['kind', 'module', 'label', 'argv']);

type Path = readonly (string | number)[];

/** Where in the facts something stands that may turn out to be unknown. */
export const losablePaths = (value: unknown, path: Path = []): readonly Path[] => {
	if (Array.isArray(value)) {
		return value.flatMap((item, index) => losablePaths(item, [...path, index]));
	}

	if (typeof value !== 'object' || value === null) {
		return [];
	}

	return Object.entries(value).flatMap(([name, inner]) =>
		identities.has(name) || inner === undefined ? [] : [[...path, name], ...losablePaths(inner, [...path, name])],
	);
};

/** A copy in which the value at the path is `lost`. */
export const losing = (value: unknown, [first, ...rest]: Path, lost: unknown): unknown => {
	if (first === undefined) {
		return lost;
	}

	if (Array.isArray(value)) {
		return value.map((item: unknown, index) => (index === first ? losing(item, rest, lost) : item));
	}

	return typeof value === 'object' && value !== null
		? Object.fromEntries(
				Object.entries(value).map(([name, inner]) => [name, name === first ? losing(inner, rest, lost) : inner]),
			)
		: value;
};

/** The facts with one of them lost: unknown, or no number any more. */
export const lossOf = (facts: Facts): fc.Arbitrary<{readonly path: Path; readonly facts: Facts}> => {
	const paths = losablePaths(facts);
	return fc.tuple(fc.constantFrom(...paths), fc.constantFrom(undefined, Number.NaN)).map(([path, lost]) => ({
		path,
		facts: losing(facts, path, typeAt(facts, path) === 'number' ? lost : undefined) as Facts,
	}));
};

const typeAt = (value: unknown, path: Path): string =>
	typeof path.reduce<unknown>((inner, name) => (inner as Record<string | number, unknown>)[name], value);
