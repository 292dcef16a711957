import {expect, test} from 'vitest';
import {charsetOf} from '../../../source/app/terminal/charset.ts';

test.each([
	[{}, 'utf-8'],
	[{LANG: ''}, 'utf-8'],
	[{LANG: 'en_US.UTF-8'}, 'utf-8'],
	[{LANG: 'C.utf8'}, 'utf-8'],
	[{LANG: 'C'}, 'ascii'],
	[{LANG: 'de_DE.ISO-8859-1'}, 'ascii'],
	[{LANG: 'en_US.UTF-8', LC_ALL: 'POSIX'}, 'ascii'],
	[{LANG: 'C', LC_CTYPE: 'C.UTF-8'}, 'utf-8'],
] as const)('%j is %s', (environment, expected) => {
	expect(charsetOf(environment)).toBe(expected);
});
