import {expect, test} from 'vitest';
import {addSgr} from '../../../source/app/terminal/sgr.ts';

test.each([
	['a colour', '', '32', '32'],
	['a reset by nothing', '1;32', '', ''],
	['a reset by zero', '1;32', '0', ''],
	['a reset in the middle', '1;32', '4;0;7', '7'],
	['one order for all', '31', '1', '1;31'],
	['bold and dim off together', '1;2;4', '22', '4'],
	['each attribute off', '3;4;7;9', '23;24;27;29', ''],
	['a colour replaced', '31', '92', '92'],
	['a background', '', '48;5;236', '48;5;236'],
	['24-bit colours beside another', '', '38;2;1;2;3;48;2;4;5;6;1', '1;38;2;1;2;3;48;2;4;5;6'],
	['the terminal’s own colours', '1;31;44', '39;49', '1'],
	['blink and conceal', '', '5;6;8', ''],
	['what we do not know', '1', '53;99', '1'],
	['colon forms', '', '4:3', ''],
] as const)('%s', (_name, style, parameters, expected) => {
	expect(addSgr(style, parameters)).toBe(expected);
});
