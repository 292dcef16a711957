import {nameOf, type ActionTarget} from '../model/action-target.ts';
import type {NamedThing} from './facts.ts';

/**
 * Other names of the same kind that one could type or read in place of the target's: one letter apart, or one the
 * beginning of the other. Members of one cluster differ by their number and are meant to, so an instance is compared
 * with those of other clusters; addresses are not compared. Undefined when a name is not known.
 */
export const lookAlikes = (
	target: ActionTarget | undefined,
	names: readonly NamedThing[],
): readonly string[] | undefined => {
	if (target === undefined || target.kind === 'host' || target.kind === 'session') {
		return [];
	}

	if (names.some(({name, cluster}) => name === undefined || cluster === undefined)) {
		return undefined;
	}

	const own = nameOf(target);
	return [
		...new Set(
			names
				.filter(({kind}) => kind === target.kind || isAlikeKind(kind, target.kind))
				.filter(other => ('cluster' in target && target.kind === 'instance' ? other.cluster !== target.cluster : true))
				.flatMap(({name}) => name ?? [])
				.filter(name => name !== own && (isOneEditApart(name, own) || name.startsWith(own) || own.startsWith(name))),
		),
	];
};

/** A stanza is called as its cluster. */
const isAlikeKind = (one: string, other: string): boolean => one === 'cluster' && other === 'stanza';

/** One letter more, less, other, or two swapped; letters are compared whatever their case. */
export const isOneEditApart = (one: string, other: string): boolean => {
	const [a, b] = [one.toLowerCase(), other.toLowerCase()];
	if (a === b) {
		return one !== other;
	}

	const [short, long] = a.length <= b.length ? [a, b] : [b, a];
	let start = 0;
	while (start < short.length && short[start] === long[start]) {
		start += 1;
	}

	if (short.length === long.length) {
		const isOther = short.slice(start + 1) === long.slice(start + 1);
		const isSwapped =
			short[start] === long[start + 1] &&
			short[start + 1] === long[start] &&
			short.slice(start + 2) === long.slice(start + 2);
		return isOther || isSwapped;
	}

	return long.length - short.length === 1 && short.slice(start) === long.slice(start + 1);
};
