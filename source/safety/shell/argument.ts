import {hole} from '../hole.ts';

/** One word of a command after expansion. */
export type Argument = {
	/** What it says. Unknown stretches are a `hole`. */
	readonly text: string;
	/** `*`, `?` or `[…]` in it stand for names that exist. */
	readonly glob: boolean;
	/** Some of it was quoted: it is no keyword and its `~` is no home. */
	readonly quoted: boolean;
};

/** Whether it stands for itself: nothing in it is found out only when it runs. */
export const isExact = ({text, glob}: Argument): boolean => !glob && !text.includes(hole);

export const exact = (text: string): Argument => ({text, glob: false, quoted: true});
