import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {setImmediate as turn, setTimeout as pause} from 'node:timers/promises';
import {Box, render, Text} from 'ink';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {FrameWriter} from '../../../source/app/terminal/frame-writer.ts';
import {enterScreen, leaveScreen} from '../../../source/app/terminal/modes.ts';
import {Raster, RasterContext} from '../../../source/views/parts/raster.tsx';

/** A pipe stands in for the terminal: it fills up, drains and breaks in the same way. */
let folder = '';
let reader = -1;
let writer: FrameWriter;
const size = {columns: 20, rows: 4};

beforeEach(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pigsty-top-'));
	const pipe = path.join(folder, 'tty');
	execFileSync('mkfifo', [pipe]);
	reader = fs.openSync(pipe, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
	writer = new FrameWriter({
		fd: fs.openSync(pipe, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK),
		size: () => size,
	});
});

afterEach(() => {
	writer.restore();
	fs.rmSync(folder, {recursive: true});
});

/** All that is there now. */
const read = (): string => {
	const buffer = Buffer.alloc(1 << 20);
	try {
		return buffer.subarray(0, fs.readSync(reader, buffer)).toString();
	} catch {
		return '';
	}
};

const until = async (isTrue: () => boolean): Promise<void> => {
	const deadline = performance.now() + 5000;
	while (!isTrue() && performance.now() < deadline) {
		await pause(1);
	}

	expect(isTrue()).toBe(true);
};

/** Draws until the terminal takes no more. */
const fill = async (): Promise<void> => {
	for (let n = 0; !writer.busy; n += 1) {
		writer.write(Array.from({length: 4}, () => String(n % 10).repeat(20)).join('\n'));
		await turn();
	}
};

test('nothing is written before the screen is ours, then the modes and one frame', async () => {
	writer.write('one\ntwo');
	await turn();
	expect(read()).toBe('');
	writer.enter();
	await turn();
	expect(read()).toBe(`${enterScreen}\u001B[?2026h\u001B[0m\u001B[2J\u001B[1;1Hone\u001B[2;1Htwo\u001B[?2026l`);
});

test('a frame and its panes are one update', async () => {
	writer.enter();
	await turn();
	read();
	writer.write('....................');
	writer.pane('p', {x: 2, y: 0, width: 3, height: 1}, ['abc']);
	await turn();
	expect(read()).toBe('\u001B[?2026h\u001B[1;1H..abc...............\u001B[?2026l');
	expect(writer.stats().frames).toBe(2);
});

test('the same frame again writes nothing, and Ink’s own modes and erases are ignored', async () => {
	writer.enter();
	writer.write('same');
	await turn();
	read();
	writer.write('same');
	writer.write('\u001B[?25h');
	writer.write('\u001B[2K\u001B[1A\u001B[2K\u001B[G');
	await turn();
	expect(read()).toBe('');
});

test('Ink hands over whole frames, also after a resize, and its rasters land in the box', async () => {
	const screen = (title: string) => (
		<RasterContext value={writer}>
			<Box width={writer.columns} height={writer.rows} flexDirection="column">
				<Text>{title}</Text>
				<Box borderStyle="single" width={10} height={3}>
					<Raster id="r" width={8} height={1} lines={['12345678']} />
				</Box>
			</Box>
		</RasterContext>
	);
	writer.enter();
	const ink = render(screen('one'), {
		stdout: writer,
		debug: true,
		interactive: true,
		patchConsole: false,
	});
	await turn();
	expect(read()).toContain('\u001B[1;1Hone\u001B[2;1H┌────────┐\u001B[3;1H│12345678│\u001B[4;1H└────────┘');
	ink.rerender(screen('two'));
	await turn();
	expect(read()).toBe('\u001B[?2026h\u001B[1;1Htwo\u001B[?2026l');
	writer.resized();
	writer.resized();
	let resizes = 0;
	writer.on('resize', () => {
		resizes += 1;
	});
	await until(() => resizes > 0);
	await turn();
	expect(read()).toContain('\u001B[2J\u001B[1;1Htwo');
	expect(resizes).toBe(1);
	ink.unmount();
});

test('text is copied as base64, when it is not too long', async () => {
	expect(writer.copy('before the screen is ours')).toBe(false);
	writer.enter();
	await turn();
	read();
	expect(writer.copy('pg-test-1\u001B')).toBe(true);
	expect(read()).toBe(`\u001B]52;c;${Buffer.from('pg-test-1\u001B').toString('base64')}\u0007`);
	expect(writer.copy('x'.repeat(65_537))).toBe(false);
	expect(read()).toBe('');
});

test('a full terminal is not waited for; the newest frame is drawn when it reads again', async () => {
	writer.enter();
	await fill();
	const before = performance.now();
	for (const word of ['stale', 'newest']) {
		writer.write(word);
		await turn();
	}

	expect(performance.now() - before).toBeLessThan(500);
	expect(writer.stats().skipped).toBeGreaterThan(0);
	let seen = '';
	await until(() => {
		seen += read();
		return seen.includes('newest') && !writer.busy;
	});
	expect(seen).not.toContain('stale');
	expect(writer.stats().stalls).toBeGreaterThan(0);
});

test('the end waits no longer than it may for a full terminal', async () => {
	writer.enter();
	await fill();
	const before = performance.now();
	expect(writer.restore({ms: 50})).toBe(false);
	expect(performance.now() - before).toBeLessThan(1000);
});

test('the end is the modes off, then the words, then nothing', async () => {
	writer.enter();
	await turn();
	read();
	expect(writer.restore({words: 'bye\n'})).toBe(true);
	expect(read()).toBe(`${leaveScreen}bye\n`);
	writer.write('more');
	writer.repaint();
	await turn();
	expect(read()).toBe('');
});

test('a lost terminal is told once, and nothing throws', async () => {
	const told: unknown[] = [];
	writer.on('gone', error => told.push(error));
	writer.enter();
	await turn();
	fs.closeSync(reader);
	writer.write('one');
	await turn();
	writer.write('two');
	await turn();
	expect(told).toHaveLength(1);
	expect(writer.restore()).toBe(false);
});
