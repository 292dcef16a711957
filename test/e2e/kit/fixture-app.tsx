import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {Box, Text} from 'ink';
import SelectInput from 'ink-select-input';
import {guardExits} from '../../../source/app/terminal/guard-exits.ts';
import {show} from '../../../source/app/terminal/show.tsx';
import {openTerminal} from '../../../source/app/terminal/terminal.ts';
import {style} from '../../kit/style.ts';
import {cell} from '../../../source/format/cell.ts';
import {Raster} from '../../../source/views/parts/raster.tsx';

/** The smallest program that uses all of the terminal: `fixture-app STATE_DIRECTORY`. */
const stateDirectory = process.argv[2] ?? '.';
const terminal = openTerminal({talkPath: `${stateDirectory}/talk.log`, charset: 'utf-8'});
const {writer} = terminal;
let selected = 0;
let seen = '';
let menu = false;
let ticks = 0;
let isFlooding = false;

const App = () => (
	<Box width={writer.columns} height={writer.rows} flexDirection="column">
		<Text bold>
			TITLE {writer.columns}x{writer.rows}
		</Text>
		{menu && <SelectInput items={['one', 'two', 'three'].map(label => ({label, value: label}))} onSelect={choose} />}
		<Box borderStyle="round" flexGrow={1} marginLeft={2} overflow="hidden">
			<Raster id="table" width={writer.columns - 4} height={writer.rows - (menu ? 7 : 4)} lines={lines()} />
		</Box>
		<Text wrap="truncate">
			STATUS selected={selected} seen={seen} ticks={ticks} skipped={writer.stats().skipped}
		</Text>
	</Box>
);
const cells = new Map<string, string>();
const rowText = (row: number, width: number): string => {
	const key = `${row}/${width}`;
	const text = cells.get(key) ?? cell(`row ${row} 日本 ${'x'.repeat(200)}`, width);
	cells.set(key, text);
	return text;
};
const lines = (): readonly string[] =>
	isFlooding
		? Array.from({length: writer.rows}, () => String(ticks % 10).repeat(writer.columns - 4))
		: Array.from({length: writer.rows}, (_, row) =>
				style(rowText(row, writer.columns - 4), row === selected ? '7' : ''),
			);
const ink = show(terminal, <App />);
let isDrawing = false;
const draw = (): void => {
	if (!isDrawing) {
		isDrawing = true;
		queueMicrotask(() => {
			isDrawing = false;
			ink.draw(<App />);
		});
	}
};
const choose = ({value}: {readonly value: string}): void => {
	seen = `chose:${value}`;
	menu = false;
	draw();
};

const keys: Readonly<Record<string, () => void>> = {
	q: () => {
		ink.unmount();
		terminal.close();
		clearInterval(ticking); // nothing is left to wait for
		console.log('bye');
	},
	down: () => {
		selected += 1;
	},
	x: () => {
		throw new TypeError('on purpose');
	},
	r: () => void Promise.reject(new RangeError('rejected on purpose')),
	c: () => {
		console.log('to stdout');
		console.error('to stderr');
		process.emitWarning('a warning');
	},
	m: () => {
		menu = true;
	},
	f: () => {
		isFlooding = !isFlooding;
	},
	'!': () =>
		void terminal.runForeground(async () => {
			await once(
				spawn('sh', ['-c', 'echo in the foreground; stty -a | grep -o .icanon; read line; echo got $line; read line'], {
					stdio: 'inherit',
				}),
				'exit',
			);
		}),
	'ctrl+z': () => void terminal.suspend(),
};
terminal.onInput(event => {
	if (menu) {
		return;
	}

	seen = event.type === 'key' ? event.name : `${event.type}:${'text' in event ? event.text : ''}`;
	keys[seen]?.();
	draw();
});
writer.on('resize', draw);
guardExits({terminal, stateDirectory});
const ticking = setInterval(() => {
	ticks += 1;
	draw();
}, 50);
