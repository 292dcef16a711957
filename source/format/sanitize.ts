import stringWidth from 'string-width';

/** A longer text is cut here, in code points, so that one hostile name or log line costs a bounded amount of work. */
const limit = 4096;
const tabStop = 8;

/**
 * Makes text from outside safe to show: the result has no control, invisible, directional or private character, so it
 * can neither move the cursor nor look like something else. What was there stays visible: `␛` for ESC, `<U+202E>` for an
 * override. Sequences are never parsed, so nothing can be swallowed and no new one can appear; only colours are dropped.
 *
 * A `cell` is a name or value: a tab is a space. A `log` is one record: a tab goes to the next stop, and the line end is
 * dropped. Newlines inside either are shown as `␊`.
 */
export const sanitize = (text: string, mode: 'cell' | 'log'): string => {
	if (text.length <= limit && plain.test(text)) {
		return text;
	}

	const wellFormed = text.toWellFormed();
	const line = mode === 'log' ? wellFormed.replace(/\r?\n$/, '') : wellFormed;
	const {kept, rest} = cut(line.includes('\u001B') ? line.replaceAll(colour, '') : line);
	return (
		spaced(kept, mode)
			.replaceAll(unplain, shown)
			.replace(/^\p{M}/v, '◌$&') + rest
	);
};

const plain = /^[\u0020-\u007E]*$/;
const unplain = /[^\u0020-\u007E]+/g;
const colour = /\u001B\[[\d;:]*m/g;

/**
 * Either an emoji of up to four joined pictographs, which stays, or one code point that must not reach a terminal:
 * controls, formats, private use, unassigned, separators, whatever Unicode lets a renderer ignore (variation selectors,
 * tags, fillers), and three blanks that it calls letters or symbols.
 */
const hazard =
	/[\p{ExtPict}&&\p{Emoji}]\p{EMod}?(?:\u200D[\p{ExtPict}&&\p{Emoji}]\p{EMod}?){1,3}|[[\p{C}\p{Z}\p{DI}\u2800\u{16FE4}\u{1D159}]--[\u0020]]/gv;

const visible = (found: string): string => {
	const code = found.codePointAt(0) ?? 0;
	if (found.length > String.fromCodePoint(code).length) {
		return found; // joined pictographs
	}

	if (oddSpace.test(found)) {
		return ' ';
	}

	if (code < 0x20) {
		return String.fromCodePoint(0x2400 + code);
	}

	return code === 0x7f ? '␡' : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
};

const oddSpace = /^\p{Zs}$/v;

/** No letter carries more than four marks. (One without a letter, at the very start, gets a dotted circle to sit on.) */
const shown = (run: string): string => run.replaceAll(hazard, visible).replaceAll(/(\p{M}{4})\p{M}+/gv, '$1');

const spaced = (text: string, mode: 'cell' | 'log'): string => {
	if (mode === 'cell' || !text.includes('\t')) {
		return text.replaceAll('\t', ' ');
	}

	return text.split('\t').reduce((before, after) => {
		const column = stringWidth(before.replaceAll(unplain, shown));
		return before + ' '.repeat(tabStop - (column % tabStop)) + after;
	});
};

const cut = (text: string): {readonly kept: string; readonly rest: string} => {
	if (text.length <= limit) {
		return {kept: text, rest: ''};
	}

	let end = 0;
	for (let count = 0; count < limit && end < text.length; count += 1) {
		end += (text.codePointAt(end) ?? 0) > 0xff_ff ? 2 : 1;
	}

	const over = Array.from(text.slice(end)).length;
	return {kept: text.slice(0, end), rest: over > 0 ? `…[+${over}]` : ''};
};
