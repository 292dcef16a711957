import type {ThemeName} from '../store/state.ts';

/** Every look in the program, by meaning. Views name a tone, never a colour. */
export const tones = [
	'plain',
	'dim',
	'strong',
	'ok',
	'warn',
	'crit',
	'unknown',
	'accent',
	'title',
	'titleFocused',
	'border',
	'borderFocused',
	'heading',
	'selected',
	'selectedBlurred',
	'banner',
	'bannerCrit',
	'key',
	'debug',
] as const;
export type Tone = (typeof tones)[number];

/** SGR parameters of each tone; an empty text is the terminal's own look. */
type Look = Readonly<Record<Tone, string>>;

const dark: Look = {
	plain: '',
	dim: '38;5;245',
	strong: '1',
	ok: '38;5;114',
	warn: '1;38;5;221',
	crit: '1;38;5;203',
	unknown: '38;5;245',
	accent: '38;5;117',
	title: '38;5;252',
	titleFocused: '1;38;5;117',
	border: '38;5;240',
	borderFocused: '38;5;117',
	heading: '38;5;245',
	selected: '1;48;5;24;38;5;231',
	selectedBlurred: '48;5;237',
	banner: '1;30;48;5;221',
	bannerCrit: '1;97;48;5;160',
	key: '1;38;5;117',
	debug: '38;5;240',
};

const light: Look = {
	...dark,
	dim: '38;5;241',
	ok: '38;5;28',
	warn: '1;38;5;130',
	crit: '1;38;5;160',
	unknown: '38;5;241',
	accent: '38;5;25',
	title: '38;5;236',
	titleFocused: '1;38;5;25',
	border: '38;5;248',
	borderFocused: '38;5;25',
	heading: '38;5;241',
	selected: '1;48;5;25;38;5;231',
	selectedBlurred: '48;5;253',
	key: '1;38;5;25',
	debug: '38;5;245',
};

const contrast: Look = {
	...dark,
	dim: '37',
	ok: '1;92',
	warn: '1;93',
	crit: '1;91',
	unknown: '37',
	accent: '1;96',
	title: '1;97',
	titleFocused: '1;93',
	border: '37',
	borderFocused: '1;93',
	heading: '1;37',
	selected: '7;1',
	selectedBlurred: '4',
	banner: '7;1',
	bannerCrit: '7;1;91',
	key: '1;93',
	debug: '37',
};

/** `NO_COLOR`: weight and inverse only, so that focus and selection are still seen. */
const plain: Look = {
	plain: '',
	dim: '2',
	strong: '1',
	ok: '',
	warn: '1',
	crit: '1',
	unknown: '2',
	accent: '1',
	title: '',
	titleFocused: '1;7',
	border: '2',
	borderFocused: '',
	heading: '2',
	selected: '7',
	selectedBlurred: '4',
	banner: '7',
	bannerCrit: '1;7',
	key: '1',
	debug: '2',
};

export const looks: Readonly<Record<ThemeName, Look>> = {dark, light, contrast, plain};

/** Marks that stand beside a word, never instead of it. */
export const marks = {ok: '●', warn: '▲', crit: '✖', unknown: '?', info: '·'} as const;
