import {sanitize} from '../format/sanitize.ts';

/**
 * A name for a sentence. A plain one stands as it is; every character of another that is not ASCII is written as its
 * code point, between quotes, so that a Cyrillic `а` is not read as a Latin one.
 */
export const escaped = (name: string): string =>
	/^[A-Za-z0-9_./:@+-]+$/.test(name)
		? name
		: `“${Array.from(sanitize(name, 'cell'), char => (/^[\u0020-\u007E]$/.test(char) ? char : codePoint(char))).join('')}”`;

/** `<U+0430>` */
export const codePoint = (char: string): string =>
	`<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
