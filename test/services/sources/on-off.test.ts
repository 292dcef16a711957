import {expect, test} from 'vitest';
import {onOff} from '../../../source/services/sources/on-off.ts';

test.each([true, 'true', 'True', 'on', 'yes', 1, '1'])('%j is on', word => {
	expect(onOff(word)).toBe(true);
});

test.each([false, 'false', 'OFF', 'no', 0, '0'])('%j is off', word => {
	expect(onOff(word)).toBe(false);
});

test.each([undefined, null, '', 'maybe', 2, {}, ['on']])('%j is neither', word => {
	expect(() => onOff(word, '.pause')).toThrow('.pause: expected true or false');
});
