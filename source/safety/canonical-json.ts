/**
 * The one JSON text of a value: keys sorted by code unit, no spaces, members without a value left out, everything beyond
 * ASCII escaped. So each character is one byte, a cut never splits one, and no byte of it can act on a terminal.
 */
export const canonicalJson = (value: unknown): string => {
	if (Array.isArray(value)) {
		return `[${value.map(item => canonicalJson(item)).join(',')}]`;
	}

	if (typeof value === 'object' && value !== null) {
		const members = Object.entries(value)
			.filter(([, member]) => member !== undefined)
			.toSorted(([one], [other]) => (one < other ? -1 : 1))
			.map(([name, member]) => `${scalar(name)}:${canonicalJson(member)}`);
		return `{${members.join(',')}}`;
	}

	return scalar(value);
};

/** What JSON has no word for, such as a function or an infinite number, is `null`. */
const scalar = (value: unknown): string =>
	(JSON.stringify(value) ?? 'null').replaceAll(
		/[\u007F-\uFFFF]/g,
		unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
