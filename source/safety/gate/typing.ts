import type {Typing} from './gate-state.ts';
import {burstMs, repeatCount, repeatMs} from './gate-times.ts';

export const nothingTyped: Typing = {char: '', count: 0, times: []};

/** With one character more. */
export const typed = (typing: Typing, char: string, at: number): Typing => {
	const last = typing.times.at(-1);
	const isRepeat = char === typing.char && last !== undefined && at - last < repeatMs;
	return {char, count: isRepeat ? typing.count + 1 : 1, times: [...typing.times.slice(-15), at]};
};

export const isHeld = ({count}: Typing): boolean => count >= repeatCount;

/** The newest `keys` characters came faster than a hand types. */
export const isBurst = ({times}: Typing, keys: number): boolean => {
	const newest = times.slice(-keys);
	const [first, last] = [newest[0], newest.at(-1)];
	return newest.length === keys && first !== undefined && last !== undefined && last - first < burstMs;
};
