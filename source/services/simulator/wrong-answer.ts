import type {WrongAnswer} from './fault.ts';

/** What becomes of an answer on the way: of the text in it, or of each field of its rows. */
export const corrupt = (raw: unknown, how: WrongAnswer): unknown => {
	if (typeof raw === 'string') {
		return corruptText(raw, how);
	}

	if (Array.isArray(raw)) {
		return how === 'shape' ? raw.map(row => corrupt(row, how)) : [{}];
	}

	if (typeof raw === 'object' && raw !== null) {
		return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, corruptField(name, value, how)]));
	}

	return how === 'shape' ? {unexpected: raw} : raw;
};

/** Of an HTTP or SSH answer only the text goes wrong. */
const corruptField = (name: string, value: unknown, how: WrongAnswer): unknown => {
	if (name === 'body' || name === 'stdout') {
		return corrupt(value, how);
	}

	return name === 'status' || name === 'code' || name === 'from' || name === 'askedAt' || name === 'stderr'
		? value
		: corrupt(value, how);
};

const corruptText = (text: string, how: WrongAnswer): string => {
	switch (how) {
		case 'garbage': {
			return '\u0000\u0001 not what was asked for {[';
		}

		case 'truncated': {
			return text.slice(0, Math.floor(text.length / 2));
		}

		case 'page': {
			return '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in to the network</body></html>';
		}

		case 'shape': {
			return text.replace(/\d+/, '"many"').replace('[', '{"list":').replaceAll('"name"', '"nom"');
		}
	}
};
