import stringWidth from 'string-width';

/**
 * Characters of one column beyond doubt, from first to last: ASCII, Latin, Greek and Cyrillic letters, punctuation,
 * arrows, control pictures, box drawing, blocks, Braille. Nearly all that we show is made of them, and asking
 * string-width costs 20 ms the first time and far more than this each time.
 */
const narrow = [
	[0x20, 0x7e],
	[0xa1, 0xac],
	[0xae, 0x2ff],
	[0x370, 0x377],
	[0x391, 0x3a1],
	[0x3a3, 0x482],
	[0x2010, 0x2027],
	[0x2190, 0x22ff],
	[0x2400, 0x2426],
	[0x2500, 0x25fc],
	[0x2800, 0x28ff],
] as const;

const narrowText = new RegExp(
	`^[${narrow.map(ends => ends.map(code => String.raw`\u${code.toString(16).padStart(4, '0')}`).join('-')).join('')}]*$`,
);
const narrowCodes = new Uint8Array(0x29_00);
for (const [first, last] of narrow) {
	narrowCodes.fill(1, first, last + 1);
}

/** True when each character takes one column, so that the width is the length. */
export const isNarrow = (text: string): boolean => narrowText.test(text);

/** The same for one UTF-16 code unit. */
export const isNarrowCode = (code: number): boolean => narrowCodes[code] === 1;

/** Terminal columns that sanitised text without SGR takes: the same measure as Ink's layout, so that both agree. */
export const displayWidth = (text: string): number => (isNarrow(text) ? text.length : stringWidth(text));
