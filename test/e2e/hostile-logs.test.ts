import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {canary} from '../../source/services/simulator/logs/hostile.ts';
import {openPty, type Pty} from './kit/pty.ts';

let home = '';
let pty: Pty;

beforeEach(() => {
	home = fs.mkdtempSync(path.join(os.tmpdir(), 'pigsty-top-'));
});

afterEach(async () => {
	await pty.close();
	fs.rmSync(home, {recursive: true});
});

/** All that the frame writer ever says to a terminal, but for text. */
const ours = /\u001B\[(?:\?(?:7|25|1002|1006|1049|2004|2026)[hl]|[\d;]*m|\d+;\d+H|\d+G|[02]?[KJ])/g;

/** Control characters, and those that reorder, hide or join what stands beside them. */
const harmful =
	/[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;

/** The one joiner that is let through: between two pictures, of which it makes one. */
const joinedEmoji = /(?<=\p{Extended_Pictographic})\u200D(?=\p{Extended_Pictographic})/gu;

test('nothing in a log reaches the terminal but as text', async () => {
	pty = await openPty({
		columns: 160,
		rows: 50,
		env: {HOME: home, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home},
	});
	pty.run('dist/pigsty-top demo --scenario hostile-logs');
	await pty.waitFor(/pg-test/);
	pty.forgetRaw();
	pty.write('4z/guest\r');
	await pty.waitFor(/^┌─4 Logs/);
	// One kind of hostile line is written each second; the log begins with the last minute.
	for (const word of ['all is well', 'clipboard', 'nimda', 'ALTER ROLE', 'one line', 'AAAA', 'combining', 'a quote']) {
		await pty.waitFor(word, 30_000);
	}

	pty.write('w');
	await pty.waitFor(/device string/, 30_000);
	const text = pty.raw().replaceAll(ours, '').replaceAll(joinedEmoji, '');
	expect(text).not.toMatch(harmful);
	expect(pty.raw()).not.toContain(canary);
	expect(pty.screen()[0]).toContain('DEMO');
	pty.write('q');
	expect(await pty.exitCode()).toBe(0);
});
