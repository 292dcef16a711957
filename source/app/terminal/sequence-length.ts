/** How much of `text` its first character or control sequence takes; `undefined` while the end has not come yet. */
export const sequenceLength = (text: string): number | undefined => {
	if (!text.startsWith('\u001B')) {
		return characterLength(text, 0);
	}

	switch (text.charAt(1)) {
		case '': {
			return undefined;
		}
		case '\u001B': {
			return text.length > 2 ? 1 : undefined; // ESC ESC x: the first stands alone
		}
		case '[': {
			return controlLength(text);
		}
		case 'O': {
			return text.length > 2 ? 3 : undefined;
		}
		case ']':
		case 'P':
		case '_':
		case '^':
		case 'X': {
			return stringLength(text);
		}
		default: {
			return 1 + characterLength(text, 1);
		}
	}
};

const characterLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1);

/** CSI, with the two that do not follow its rules: the Linux console's function keys and the old mouse reports. */
const controlLength = (text: string): number | undefined => {
	if (text[2] === '[') {
		return text.length > 3 ? 4 : undefined;
	}

	if (text[2] === 'M') {
		return text.length >= 6 ? 6 : undefined;
	}

	for (let index = 2; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		if (code >= 0x40 && code <= 0x7e) {
			return index + 1;
		}

		if (code < 0x20 || code > 0x7e) {
			return index; // broken off: what broke it is read on its own
		}
	}

	return undefined;
};

const stringLimit = 4096;

/** OSC, DCS, APC, PM, SOS: they carry a string, up to BEL or ST. */
const stringLength = (text: string): number | undefined => {
	for (let index = 2; index < text.length; index += 1) {
		if (text[index] === '\u0007' || text[index] === '\u009C') {
			return index + 1;
		}

		if (text[index] === '\u001B') {
			const next = text[index + 1];
			return next === undefined ? undefined : next === '\\' ? index + 2 : index;
		}

		if (index >= stringLimit) {
			return index;
		}
	}

	return undefined;
};
