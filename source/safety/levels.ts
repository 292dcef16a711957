/** What the operator must do before something happens. Each is stricter than all before it. */
export const levels = ['allow', 'consent', 'confirm', 'type-name', 'destroy', 'never'] as const;

export type Level = (typeof levels)[number];

/** What each level asks for, in words: for the policy page and the help. */
export const levelTexts: Readonly<Record<Level, string>> = {
	allow: 'nothing: it only looks',
	consent: 'consent to read business data, once for each statement',
	confirm: 'a choice, with Cancel selected',
	'type-name': 'the exact name of the target, typed',
	destroy:
		'the exact name of the target, the phrase `yes, I confirm`, and the name of the current leader if there is one, all typed',
	never: 'pigsty-top does not do this; it says why, and what would have to be so',
};

export const isLevel = (text: unknown): text is Level => levels.some(level => level === text);

export const isStricter = (level: Level, than: Level): boolean => levels.indexOf(level) > levels.indexOf(than);

/** Of no level at all nothing is known, which is the strictest. */
export const strictestLevel = (found: readonly Level[]): Level =>
	levels.findLast(level => found.includes(level)) ?? 'never';
