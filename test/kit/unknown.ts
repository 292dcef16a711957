import type {Facts} from '../../source/safety/facts.ts';
import {losing} from './lose.ts';

type Path = readonly (string | number)[];

/** Where two values differ: the deepest places, or the whole list when its length is another. */
export const differingPaths = (one: unknown, other: unknown, path: Path = []): readonly Path[] => {
	if (Object.is(one, other)) {
		return [];
	}

	const areLists = Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.length > 0;
	const areRecords = isRecord(one) && isRecord(other);
	if (!areLists && !areRecords) {
		return [path];
	}

	const [left, right] = [Object.entries(one), new Map(Object.entries(other))];
	return left.flatMap(([name, value]) =>
		differingPaths(value, right.get(name), [...path, Array.isArray(one) ? Number(name) : name]),
	);
};

/** The facts as they were, but whatever a change made wrong is unknown instead. Undefined when the change made nothing else. */
export const unknownInstead = (facts: Facts, change: (facts: Facts) => Facts): Facts | undefined => {
	const paths = differingPaths(facts, change(facts));
	return paths.length === 0 ? undefined : paths.reduce((known, path) => losing(known, path, undefined) as Facts, facts);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
