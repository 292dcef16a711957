/** What the operator, or the terminal, did. */
export type InputEvent =
	/**
	 * One key. `name` is what commands are bound to: `j`, `J`, `space`, `enter`, `escape`, `tab`, `shift+tab`, `up`, `f1`,
	 * `ctrl+d`, `alt+x`, modifiers in the order ctrl, alt, shift. `text` is the character it types, if any.
	 * `sequence` is what the terminal sent, for Ink's own components.
	 */
	| {readonly type: 'key'; readonly name: string; readonly text: string | undefined; readonly sequence: string}
	/** Bracketed paste. Never to be taken for typing. */
	| {readonly type: 'paste'; readonly text: string; readonly isComplete: boolean}
	/** Columns and rows count from 0. */
	| {
			readonly type: 'mouse';
			readonly button: 'left' | 'middle' | 'right' | 'none' | 'wheel-up' | 'wheel-down';
			readonly x: number;
			readonly y: number;
			readonly isRelease: boolean;
	  }
	| {readonly type: 'focus'; readonly isFocused: boolean}
	/** An answer to a question that we may or may not have asked. Nothing reads these. */
	| {readonly type: 'reply'; readonly sequence: string}
	/** Neither a key that we know nor anything else. */
	| {readonly type: 'unknown'; readonly sequence: string};
