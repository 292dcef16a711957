import {expect, test} from 'vitest';
import {style} from '../../source/format/ansi.ts';

test('a style is opened and closed', () => {
	expect(style('ok', '1;32')).toBe('\u001B[1;32mok\u001B[0m');
});

test('no style and no text leave no trace', () => {
	expect(style('ok', '')).toBe('ok');
	expect(style('', '7')).toBe('');
});

test('a style goes on after a styled part', () => {
	expect(style(`a${style('b', '31')}c`, '7')).toBe('\u001B[7ma\u001B[31mb\u001B[0m\u001B[7mc\u001B[0m');
});
