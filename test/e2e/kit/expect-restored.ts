import {expect} from 'vitest';
import type {Pty} from './pty.ts';

/** Whatever happened, the operator has the terminal that was there before. */
export const expectRestored = (pty: Pty): void => {
	expect(pty.isAlternate()).toBe(false);
	expect(pty.mode(25)).toBe(true); // cursor
	expect(pty.mode(7)).toBe(true); // autowrap
	expect(pty.mode(2004)).toBe(false); // bracketed paste
	expect(pty.termios()).toEqual(expect.arrayContaining(['icanon', 'echo', 'isig', 'icrnl', 'opost']));
};
