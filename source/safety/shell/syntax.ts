/** Commands in the order they are written, whatever joins them: `;`, `&&`, `||`, a line end. */
export type Script = readonly Pipeline[];

export type Pipeline = {
	readonly commands: readonly Command[];
	/** Ends in `&`, or is a coprocess: it goes on while the next begins. */
	readonly background: boolean;
	/** Where it begins, with `!` or `time` before it; undefined as in a command. */
	readonly at: number | undefined;
};

export type Command = Simple | Compound;

export type Simple = {
	readonly kind: 'simple';
	/** Where it begins in the text that was read; undefined inside text that had to be unquoted first. */
	readonly at: number | undefined;
	readonly assignments: readonly Assignment[];
	/** The name and its arguments, before any expansion. */
	readonly words: readonly Word[];
	readonly redirects: readonly Redirect[];
};

/** What holds other commands. All of them count, since nobody knows which will run. */
export type Compound = {
	readonly kind: 'subshell' | 'group' | 'if' | 'loop' | 'case' | 'function' | 'test' | 'arithmetic';
	readonly at: number | undefined;
	readonly scripts: readonly Script[];
	/** Operands of a test, values of a loop, the subject and the patterns of a case, an arithmetic expression. */
	readonly words: readonly Word[];
	/** The variable of a loop or the name of a function. */
	readonly name: string | undefined;
	readonly redirects: readonly Redirect[];
};

export type Assignment = {
	readonly name: string;
	readonly append: boolean;
	/** One word, or the words of an array; the subscript is one of them. */
	readonly values: readonly Word[];
	readonly array: boolean;
};

export type Redirect = {
	/** Such as `>`, `2>&1` without its descriptors: `>&`, or `<<` for every here-document. */
	readonly operator: string;
	/** The file, the descriptor, or the text of a here-document or here-string. */
	readonly target: Word;
};

export type Word = {readonly parts: readonly Part[]};

export type Part =
	/** Quoted text stands for itself; in other text `*`, `{a,b}` and a leading `~` mean something. */
	| {readonly kind: 'text'; readonly text: string; readonly quoted: boolean}
	| {
			readonly kind: 'variable';
			readonly name: string;
			readonly quoted: boolean;
			/** `$x` and `${x}`; anything more, such as `${x:-y}`, leaves the value open. */
			readonly plain: boolean;
			/** `${x@P}` and `${!x}` run or follow what is in the variable. */
			readonly indirect: boolean;
			/** What stands inside the braces. */
			readonly inner: readonly Part[];
	  }
	| {readonly kind: 'command'; readonly script: Script; readonly quoted: boolean}
	| {readonly kind: 'process'; readonly script: Script; readonly quoted: false}
	| {readonly kind: 'arithmetic'; readonly inner: readonly Part[]; readonly quoted: boolean};
