import {displayWidth} from '../../format/display-width.ts';
import {cut} from '../../format/cell.ts';

/** The text broken between words into lines of at most `width` columns; a word that is longer is cut. */
export const wrapWords = (text: string, width: number): readonly string[] => {
	const lines: string[] = [];
	for (const paragraph of text.split('\n')) {
		let line = '';
		for (const word of paragraph.split(' ')) {
			const longer = line === '' ? word : `${line} ${word}`;
			if (displayWidth(longer) <= width) {
				line = longer;
			} else {
				lines.push(...(line === '' ? [] : [line]));
				line = cut(word, width);
			}
		}

		lines.push(line);
	}

	return lines;
};
