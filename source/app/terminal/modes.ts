/** What we ask of a terminal, and how each is undone. The same list makes, unmakes and (in the launcher) repairs a screen. */
const modes = [
	{on: '\u001B[?1049h', off: '\u001B[?1049l', about: 'alternate screen'},
	{on: '\u001B[?7l', off: '\u001B[?7h', about: 'no autowrap: an over-wide row is clipped and scrolls nothing'},
	{on: '\u001B[?2004h', off: '\u001B[?2004l', about: 'bracketed paste: a paste never looks like keys'},
	{on: '\u001B[?25l', off: '\u001B[?25h', about: 'cursor hidden'},
] as const;

export const enterScreen = modes.map(({on}) => on).join('');

/** Also ends a half-written synchronised update, mouse reports and whatever style was on. */
export const leaveScreen = `\u001B[?2026l\u001B[?1006l\u001B[?1002l\u001B[0m${modes
	.toReversed()
	.map(({off}) => off)
	.join('')}`;

/** Around one frame: terminals that know it show all of the frame or nothing, the others ignore it. */
export const beginFrame = '\u001B[?2026h';
export const endFrame = '\u001B[?2026l';
