import type {InputEvent} from './input-event.ts';
import {createTokenizer} from './tokenizer.ts';

/** Our stdin: raw while it is taken, as the shell left it while it is given away. */
export type Keyboard = {
	/** Raw mode on, also when someone changed it behind our back. */
	readonly take: () => void;
	/** Raw mode off, nothing is read. Waits for the terminal to take what was written, so not for a stalled one. */
	readonly give: () => void;
};

export const openKeyboard = (emit: (event: InputEvent) => void, onGone: (why: string) => void): Keyboard => {
	const {stdin} = process;
	const tokenizer = createTokenizer(emit, (ms, run) => {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	});
	const read = (bytes: Uint8Array): void => tokenizer.push(bytes);
	const give = (): void => {
		stdin.off('data', read).pause();
		tokenizer.reset();
		stdin.setRawMode(false);
	};

	stdin.on('end', () => onGone('the terminal was closed'));
	stdin.on('error', () => onGone('the terminal cannot be read'));
	return {
		take: () => {
			give(); // libuv does nothing for a mode that it believes is on
			stdin.setRawMode(true);
			stdin.on('data', read).resume();
		},
		give,
	};
};
