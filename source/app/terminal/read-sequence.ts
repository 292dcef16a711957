import type {InputEvent} from './input-event.ts';
import {characterKey, controlKey, singleShiftKey, withModifiers, type Key} from './key-table.ts';

/** What one whole control sequence, or one character, means. */
export const readSequence = (sequence: string): InputEvent => {
	if (!sequence.startsWith('\u001B') || sequence === '\u001B') {
		return keyEvent(sequence, characterKey(sequence));
	}

	switch (sequence.charAt(1)) {
		case '[': {
			return readControl(sequence);
		}
		case 'O': {
			return keyEvent(sequence, singleShiftKey(sequence.slice(2)));
		}
		case ']':
		case 'P':
		case '_':
		case '^':
		case 'X': {
			return {type: 'reply', sequence};
		}
		default: {
			return keyEvent(sequence, withModifiers(characterKey(sequence.slice(1)), '3'));
		}
	}
};

const keyEvent = (sequence: string, key: Key | undefined): InputEvent =>
	key === undefined ? {type: 'unknown', sequence} : {type: 'key', ...key, sequence};

const controlForm = /^\u001B\[([<=>?]?)([\d;:]*)([ -/]*)([@-~])$/;

const readControl = (sequence: string): InputEvent => {
	if (sequence.startsWith('\u001B[M') && sequence.length === 6) {
		return readOldMouse(sequence);
	}

	if (sequence.startsWith('\u001B[[')) {
		return keyEvent(sequence, controlKey([], sequence.slice(2)));
	}

	const [, prefix, list = '', between, final = ''] = controlForm.exec(sequence) ?? [];
	if (prefix === undefined) {
		return {type: 'unknown', sequence};
	}

	if (prefix === '<' && (final === 'M' || final === 'm')) {
		return readMouse(list, final === 'm');
	}

	if (sequence === '\u001B[I' || sequence === '\u001B[O') {
		return {type: 'focus', isFocused: final === 'I'};
	}

	// `CSI 1;2R` may also be shift+f3; taking a cursor report for a key would be worse.
	return prefix !== '' || between !== '' || 'Rcnty'.includes(final)
		? {type: 'reply', sequence}
		: keyEvent(sequence, controlKey(list.split(';'), final));
};

const readMouse = (list: string, isRelease: boolean): InputEvent => {
	const [code = 0, column = 1, row = 1] = list.split(';').map(Number);
	return mouse(code, column - 1, row - 1, isRelease);
};

/** Three characters, each 32 more than it means. */
const readOldMouse = (sequence: string): InputEvent => {
	const [code = 0, column = 1, row = 1] = Array.from(sequence.slice(3), char => char.charCodeAt(0) - 32);
	return mouse(code, column - 1, row - 1, (code & 67) === 3);
};

const buttons = ['left', 'middle', 'right', 'none'] as const;

const mouse = (code: number, x: number, y: number, isRelease: boolean): InputEvent => {
	const wheel = (code & 1) === 1 ? 'wheel-down' : 'wheel-up';
	return {type: 'mouse', button: (code & 64) > 0 ? wheel : (buttons[code & 3] ?? 'none'), x, y, isRelease};
};
