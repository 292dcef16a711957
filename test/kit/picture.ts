import type {IBufferCell, Terminal} from '@xterm/headless';

/** One run of cells that look the same. */
type Run = {x: number; width: number; text: string; readonly look: Look};
type Look = {
	readonly ink: string;
	readonly paper: string | undefined;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isUnderlined: boolean;
};

const cellWidth = 8.43;
const cellHeight = 17;
const margin = 12;
const screenInk = '#d0d7de';
const screenPaper = '#0d1117';

/** What a terminal shows, as an SVG: for the README, and to look at a screen without a terminal. */
export const picture = (terminal: Terminal): string => {
	const width = terminal.cols * cellWidth + 2 * margin;
	const height = terminal.rows * cellHeight + 2 * margin;
	const rows = Array.from({length: terminal.rows}, (_, y) => drawRow(runsOf(terminal, y), margin + y * cellHeight));
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${fix(width)} ${height}" width="${fix(width)}" height="${height}"
	font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="${screenPaper}"/>
${rows.filter(row => row !== '').join('\n')}
</svg>
`;
};

const runsOf = (terminal: Terminal, y: number): readonly Run[] => {
	const line = terminal.buffer.active.getLine(y);
	const runs: Run[] = [];
	for (let x = 0; x < terminal.cols; x += 1) {
		const cell = line?.getCell(x);
		if (cell === undefined || cell.getWidth() === 0) {
			continue;
		}

		const look = lookOf(cell);
		const last = runs.at(-1);
		// Of a fallback font's characters only the same one can go on: their advance need not be that of the others.
		const char = cell.getChars() || ' ';
		const goesOn = /^[ -~]+$/.test(`${last?.text}${char}`) || (cell.getWidth() === 1 && last?.text.endsWith(char));
		if (last !== undefined && goesOn && JSON.stringify(last.look) === JSON.stringify(look)) {
			last.text += char;
			last.width += 1;
		} else {
			runs.push({x, width: cell.getWidth(), text: char, look});
		}
	}

	return runs;
};

const lookOf = (cell: IBufferCell): Look => {
	const foreground = cell.isFgDefault() ? undefined : colour(cell.getFgColor(), cell.isFgRGB());
	const background = cell.isBgDefault() ? undefined : colour(cell.getBgColor(), cell.isBgRGB());
	const isInverse = cell.isInverse() !== 0;
	return {
		ink: isInverse ? (background ?? screenPaper) : (foreground ?? screenInk),
		paper: isInverse ? (foreground ?? screenInk) : background,
		isBold: cell.isBold() !== 0,
		isDim: cell.isDim() !== 0,
		isUnderlined: cell.isUnderline() !== 0,
	};
};

const drawRow = (runs: readonly Run[], top: number): string =>
	[
		...runs.map(({x, width, look: {paper}}) => (paper === undefined ? '' : rectangle(x, width, top, paper))),
		...runs.map(run => (run.text.trim() === '' && !run.look.isUnderlined ? '' : letters(run, top))),
	].join('');

const rectangle = (x: number, width: number, top: number, fill: string): string =>
	`<rect x="${fix(margin + x * cellWidth)}" y="${top}" width="${fix(width * cellWidth)}" height="${cellHeight}" fill="${fill}"/>`;

const letters = ({x, width, text, look}: Run, top: number): string => {
	const attributes = [
		`x="${fix(margin + x * cellWidth)}" y="${top + 13}" textLength="${fix(width * cellWidth)}" fill="${look.ink}"`,
		look.isBold ? 'font-weight="bold"' : '',
		look.isDim ? 'opacity="0.6"' : '',
		look.isUnderlined ? 'text-decoration="underline"' : '',
	];
	return `<text xml:space="preserve" lengthAdjust="spacingAndGlyphs" ${attributes.filter(Boolean).join(' ')}>${escaped(text)}</text>`;
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const fix = (value: number): string => String(Math.round(value * 100) / 100);

const sixteen = (
	'#1c2128 #ff7b72 #3fb950 #d29922 #58a6ff #bc8cff #39c5cf #b1bac4 ' +
	'#6e7681 #ffa198 #56d364 #e3b341 #79c0ff #d2a8ff #56d4dd #f0f6fc'
).split(' ');

/** 16 named colours, a cube of 6×6×6, 24 greys, or 24-bit. */
const colour = (code: number, isRgb: boolean): string => {
	if (isRgb) {
		return hex(code >> 16, (code >> 8) & 255, code & 255);
	}

	if (code < 16) {
		return sixteen[code] ?? screenInk;
	}

	if (code >= 232) {
		const grey = 8 + (code - 232) * 10;
		return hex(grey, grey, grey);
	}

	const step = (value: number): number => (value === 0 ? 0 : 55 + value * 40);
	const cube = code - 16;
	return hex(step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6));
};

const hex = (...parts: readonly number[]): string =>
	`#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
