import type {JsonValue} from '../model/json-value.ts';

/**
 * JSON with one spelling for each value: keys sorted, no spaces. What is unknown (undefined, NaN) is written as the word
 * `unknown` in angle brackets, so that it differs from every value and from absence.
 */
export const canonical = (value: JsonValue | undefined): string => {
	if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
		return '"‹unknown›"';
	}

	if (typeof value !== 'object' || value === null) {
		return JSON.stringify(value);
	}

	if (isList(value)) {
		return `[${value.map(item => canonical(item)).join(',')}]`;
	}

	const fields = Object.keys(value)
		.toSorted()
		.map(name => `${JSON.stringify(name)}:${canonical(value[name])}`);
	return `{${fields.join(',')}}`;
};

/** `Array.isArray` does not tell a readonly array from an object. */
const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
