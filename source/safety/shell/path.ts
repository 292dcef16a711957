import {hole} from '../hole.ts';
import type {Argument} from './argument.ts';

/** A path, segment by segment from the root or from a home. Segments may be patterns. */
export type Path = {
	/** `/` or the home it is in, `~`, then names; undefined when it is relative to an unknown directory. */
	readonly segments: readonly string[] | undefined;
	/** It goes up with `..`, so that a link on the way decides where it leads. */
	readonly climbs: boolean;
};

/** Homes in which the tool finds Pigsty and keys, all written as `~`. The home of the database user is told apart. */
const homes: readonly (readonly [RegExp, string])[] = [
	[/^\/var\/lib\/(?:pgsql|postgresql)(?=\/|$)|^~postgres(?=\/|$)/, '~postgres'],
	[/^(?:\/root|\/home\/[^/]+|~[\w.-]+)(?=\/|$)/, '~'],
];

/** Resolves a path as it is written; `..` removes a segment, although a link could lead elsewhere. */
export const pathOf = ({text}: Pick<Argument, 'text'>, cwd: string | undefined): Path => {
	const absolute = /^[/~]/.test(text);
	if (text.startsWith(hole) || (!absolute && cwd === undefined)) {
		return {segments: undefined, climbs: /(?:^|\/)\.\.(?:\/|$)/.test(text)};
	}

	const full = absolute ? text : `${cwd}/${text}`;
	const home = homes.find(([pattern]) => pattern.test(full));
	const written = home === undefined ? full : home[0][Symbol.replace](full, home[1]);
	const segments: string[] = [];
	for (const segment of written.split('/')) {
		if (segment === '..') {
			segments.pop();
		} else if (segment !== '' && segment !== '.') {
			segments.push(segment);
		}
	}

	const [first = '', ...rest] = segments;
	return {
		segments:
			first === '~postgres' ? ['/', 'home-of-postgres', ...rest] : first === '~' ? segments : ['/', ...segments],
		climbs: /(?:^|\/)\.\.(?:\/|$)/.test(text),
	};
};

/** Whether one pattern of a segment may stand for the name; both may hold patterns and unknown stretches. */
export const mayMatch = (pattern: string, name: string): boolean => {
	if (pattern === name) {
		return true;
	}

	if (!/[*?[]/.test(pattern) && !pattern.includes(hole)) {
		return false;
	}

	const source = pattern.replaceAll(new RegExp(`\\[[^\\]]*\\]|[*${hole}]|[^]`, 'g'), token =>
		token === '*' || token === hole
			? '.*'
			: token === '?' || (token.startsWith('[') && token.length > 1)
				? '.'
				: token.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
	);
	return new RegExp(`^${source}$`, 's').test(name);
};

/** Whether the path is the place, or may be in it. */
export const isWithin = ({segments}: Path, place: readonly string[]): boolean =>
	segments !== undefined &&
	(place.every((name, index) => mayMatch(segments[index] ?? '', name)) ||
		segments.slice(0, place.length).some(isOpen(place)));

/** Whether the path is in the place whatever its patterns stand for. */
export const isSurelyWithin = ({segments}: Path, place: readonly string[]): boolean =>
	segments !== undefined && place.every((name, index) => segments[index] === name);

/** An unknown stretch may hold slashes: it may lead into any place whose beginning it has. */
const isOpen =
	(place: readonly string[]) =>
	(segment: string, index: number, all: readonly string[]): boolean =>
		segment.includes(hole) && all.slice(0, index).every((name, at) => mayMatch(name, place[at] ?? ''));

/** Whether the path is a directory above the place: what is done to all of it is done there. */
export const isAbove = ({segments}: Path, place: readonly string[]): boolean =>
	segments !== undefined &&
	segments.length <= place.length &&
	segments.every((segment, index) => mayMatch(segment, place[index] ?? ''));

/** The same for a place written as text: `/pg/data`, `~/pigsty`. */
export const placeOf = (text: string): readonly string[] => pathOf({text}, '/').segments ?? [];

export const lastName = ({segments}: Path): string => segments?.at(-1) ?? '';
