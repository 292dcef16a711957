import type {ThemeName} from '../../store/state.ts';
import {looks} from '../theme.ts';
import type {Line} from './line.ts';

/** The line as text with SGR codes, every one closed. Adjacent spans of one tone share their codes. */
export const paint = (line: Line, theme: ThemeName): string => {
	const look = looks[theme];
	let out = '';
	let current = '';
	for (const {text, tone, ground} of line) {
		const codes = ground === undefined ? look[tone] : [look[tone], look[ground]].filter(code => code !== '').join(';');
		if (codes !== current) {
			out += codes === '' ? '\u001B[0m' : `\u001B[0;${codes}m`;
			current = codes;
		}

		out += text;
	}

	return current === '' ? out : `${out}\u001B[0m`;
};
