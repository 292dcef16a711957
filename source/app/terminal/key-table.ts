/** `name` is what commands are bound to, `text` what it types, if anything. */
export type Key = {readonly name: string; readonly text: string | undefined};

/** A character as the terminal sends it for a key; undefined for those that no key sends. */
export const characterKey = (char: string): Key | undefined => {
	const named = controls[char];
	if (named !== undefined) {
		return {name: named, text: char === ' ' ? ' ' : undefined};
	}

	const code = char.codePointAt(0) ?? 0;
	if (code < 0x20) {
		return {name: `ctrl+${String.fromCodePoint(code + 0x60)}`, text: undefined};
	}

	const isC1OrBroken = (code >= 0x80 && code < 0xa0) || char === '\uFFFD';
	return isC1OrBroken ? undefined : {name: char, text: char};
};

/** A key sent as `CSI parameters final`. */
export const controlKey = (parameters: readonly string[], final: string): Key | undefined => {
	const [first = '', second = '', third = ''] = parameters;
	if (final === 'u') {
		return withModifiers(codeKey(first.split(':')[0]), second); // kitty's protocol
	}

	if (final === '~') {
		return first === '27'
			? withModifiers(codeKey(third), second) // xterm's modifyOtherKeys
			: withModifiers(bare(numbered[Number(first)]), second);
	}

	return withModifiers(bare(final === 'Z' ? 'shift+tab' : (lettered[final] ?? consoleOrRxvt[final])), second);
};

/** A key sent as `SS3 final`. */
export const singleShiftKey = (final: string): Key | undefined =>
	bare(final === 'M' ? 'enter' : (lettered[final] ?? rxvtControl[final]));

/** `modifiers` is `5` or `5:1`: one plus the bits, then 1 press, 2 repeat, 3 release; a release is no key. */
export const withModifiers = (key: Key | undefined, modifiers: string): Key | undefined => {
	const [bits, event] = modifiers.split(':');
	const mask = Math.max(0, (Number(bits) || 1) - 1);
	if (key === undefined || event === '3' || mask === 0) {
		return event === '3' ? undefined : key;
	}

	const [ctrl, alt, shift] = [(mask & 4) > 0, (mask & 2) > 0, (mask & 1) > 0];
	const isCharacter = key.text !== undefined && key.text !== ' ';
	const base = isCharacter && shift ? key.name.toUpperCase() : key.name;
	const had = /^(ctrl\+)?(shift\+)?(.+)$/s.exec(base) ?? [];
	const names = [
		ctrl || had[1] !== undefined ? 'ctrl' : '',
		alt ? 'alt' : '',
		(shift && !isCharacter) || had[2] !== undefined ? 'shift' : '',
		had[3] ?? base,
	];
	return {name: names.filter(name => name !== '').join('+'), text: ctrl || alt || !isCharacter ? undefined : base};
};

const bare = (name: string | undefined): Key | undefined =>
	name === undefined || name === '-' ? undefined : {name, text: undefined};

const codeKey = (code: string | undefined): Key | undefined => {
	const point = Number(code);
	return Number.isInteger(point) && point > 0 && point <= 0x10_ff_ff
		? characterKey(String.fromCodePoint(point))
		: undefined;
};

const controls: Readonly<Record<string, string>> = {
	'\u0000': 'ctrl+space',
	'\b': 'backspace',
	'\t': 'tab',
	'\r': 'enter',
	'\u001B': 'escape',
	'\u001C': 'ctrl+\\',
	'\u001D': 'ctrl+]',
	'\u001E': 'ctrl+^',
	'\u001F': 'ctrl+_',
	' ': 'space',
	'\u007F': 'backspace',
};

const lettered: Readonly<Record<string, string>> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	E: 'clear',
	F: 'end',
	H: 'home',
	P: 'f1',
	Q: 'f2',
	R: 'f3',
	S: 'f4',
};

/** In order of their number; a dash was never a key. */
const numbered: readonly string[] =
	'- home insert delete end pageup pagedown home end - - f1 f2 f3 f4 f5 - f6 f7 f8 f9 f10 - f11 f12'.split(' ');

const consoleOrRxvt: Readonly<Record<string, string>> = {
	'[A': 'f1',
	'[B': 'f2',
	'[C': 'f3',
	'[D': 'f4',
	'[E': 'f5',
	a: 'shift+up',
	b: 'shift+down',
	c: 'shift+right',
	d: 'shift+left',
};
const rxvtControl: Readonly<Record<string, string>> = {a: 'ctrl+up', b: 'ctrl+down', c: 'ctrl+right', d: 'ctrl+left'};
