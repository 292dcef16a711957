import type {Charset} from './canvas.ts';

/**
 * What the terminal can show, by the locale: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set decides. None set
 * says nothing (containers, bare SSH sessions), and nearly every terminal of today is UTF-8.
 */
export const charsetOf = (environment: Readonly<Record<string, string | undefined>>): Charset => {
	const locale = ['LC_ALL', 'LC_CTYPE', 'LANG'].map(name => environment[name]).find(value => value);
	return locale === undefined || /utf-?8/i.test(locale) ? 'utf-8' : 'ascii';
};
