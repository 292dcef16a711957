/**
 * One column of ASCII for a character that a terminal without UTF-8 cannot show: box drawing and blocks as what they look
 * like, everything else as a question mark. A wide character's second half (`''`) becomes a blank.
 */
export const asciiFor = (char: string): string => {
	if (char === '' || (char >= ' ' && char <= '~')) {
		return char === '' ? ' ' : char;
	}

	return likeness.get(char) ?? '?';
};

const likeness: ReadonlyMap<string, string> = new Map(
	Object.entries({
		'-': '─━┄┅┈┉╌╍═–—−',
		'|': '│┃┆┇┊┋║▏▎▍⏎',
		'+': '┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╭╮╯╰╔╗╚╝╠╣╦╩╬',
		'#': '█▓▉▊▋▌▇▆',
		'=': '▅▄',
		_: '▁▂▃',
		':': '▒',
		'.': '░·…•∙',
		'>': '→▶▸❯›»≥',
		'<': '←◀◂❮‹«',
		'^': '↑▲▴',
		v: '↓▼▾',
		'*': '●◆■★✓✔',
		o: '○◇□☆',
		x: '✗✘✖×',
		'!': '≠',
	}).flatMap(([ascii, chars]) => Array.from(chars, char => [char, ascii] as const)),
);
