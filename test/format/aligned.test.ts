import {expect, test} from 'vitest';
import {aligned} from '../../source/format/aligned.ts';

test('each column is as wide as its widest cell, and nothing is cut', () => {
	expect(aligned([['a', 'one'], ['日本', 'two', 'three'], []])).toEqual(['a     one', '日本  two  three', '']);
});
