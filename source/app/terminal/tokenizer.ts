import type {InputEvent} from './input-event.ts';
import {readSequence} from './read-sequence.ts';
import {sequenceLength} from './sequence-length.ts';

/** Runs something later; the answer calls it off. */
export type After = (ms: number, run: () => void) => () => void;

export type Tokenizer = {
	/** Bytes as they came. Where they are cut does not change what comes out. */
	readonly push: (bytes: Uint8Array) => void;
	/** Forgets what has begun, for when others have read from the terminal. */
	readonly reset: () => void;
};

/** So long after ESC it was the key itself. */
const escapeMs = 50;
/** A sequence that has begun is given longer: cut in two by a slow line, its rest must not be taken for keys. */
const sequenceMs = 500;
/** A paste with nothing more coming ends itself, so that a lost end marker does not take the keyboard away. */
const pasteIdleMs = 2000;
const pasteLimit = 65_536;
const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';

/** Turns what the terminal sends into keys, pastes and the rest. */
export const createTokenizer = (emit: (event: InputEvent) => void, after: After): Tokenizer => {
	let decoder = utf8();
	let pending = '';
	let paste: string | undefined;
	let stopWaiting: () => void = () => undefined;

	/** Takes one event off the front of `pending`; false when it needs more. */
	const step = (): boolean => {
		const length = sequenceLength(pending);
		if (length === undefined) {
			return false;
		}

		const sequence = pending.slice(0, length);
		pending = pending.slice(length);
		if (sequence === pasteStart) {
			paste = '';
		} else {
			emit(readSequence(sequence));
		}

		return true;
	};

	const stepPaste = (begun: string): boolean => {
		const end = pending.indexOf(pasteEnd);
		const taken = end === -1 ? pending.length - endBegun(pending) : end;
		paste = (begun + pending.slice(0, taken)).slice(0, pasteLimit + 1); // one more, to know that it was too long
		pending = pending.slice(taken);
		if (end === -1) {
			return false;
		}

		pending = pending.slice(pasteEnd.length);
		endPaste(true);
		return true;
	};

	const endPaste = (isEnded: boolean): void => {
		const text = paste ?? '';
		paste = undefined;
		emit({type: 'paste', text: text.slice(0, pasteLimit), isComplete: isEnded && text.length <= pasteLimit});
	};

	const giveUp = (): void => {
		const rest = pending;
		pending = '';
		if (paste !== undefined) {
			paste += rest;
			endPaste(false);
		} else if (isEscapes(rest)) {
			Array.from(rest, char => emit(readSequence(char)));
		} else {
			emit({type: 'unknown', sequence: rest});
		}
	};

	return {
		push: bytes => {
			stopWaiting();
			pending += decoder.decode(bytes, {stream: true});
			while (paste === undefined ? pending !== '' && step() : stepPaste(paste)) {
				// each step emits what it took
			}

			if (paste !== undefined || pending !== '') {
				const ms = paste !== undefined ? pasteIdleMs : isEscapes(pending) ? escapeMs : sequenceMs;
				stopWaiting = after(ms, giveUp);
			}
		},
		reset: () => {
			stopWaiting();
			decoder = utf8();
			pending = '';
			paste = undefined;
		},
	};
};

const utf8 = () => new TextDecoder('utf-8', {ignoreBOM: true});

const isEscapes = (text: string): boolean => /^\u001B+$/.test(text);

/** How many characters at the end of `text` may be the beginning of the end marker. */
const endBegun = (text: string): number => {
	for (let length = pasteEnd.length - 1; length > 0; length -= 1) {
		if (text.endsWith(pasteEnd.slice(0, length))) {
			return length;
		}
	}

	return 0;
};
