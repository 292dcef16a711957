import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {openPty} from '../test/e2e/kit/pty.ts';
import {picture} from '../test/kit/picture.ts';

/** By then each source has answered and the logs have come in. Counted from the start of this script. */
const settledMs = 15_000;

/** Draws docs/cockpit.svg and the same screen as text into README.md: the built program on a simulated fleet, at 120×36. */
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'pigsty-top-'));
const pty = await openPty({
	columns: 120,
	rows: 36,
	env: {HOME: home, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home},
});
pty.run('dist/pigsty-top demo --scenario lagging-replica');
await pty.waitFor(/replica .* behind/, 60_000);
await pty.until(() => performance.now() > settledMs, 'all of the fleet to have answered', 60_000);
fs.mkdirSync('docs', {recursive: true});
fs.writeFileSync('docs/cockpit.svg', picture(pty.terminal));
const text = pty
	.screen()
	.map(line => line.trimEnd())
	.join('\n');
const readme = fs.readFileSync('README.md', 'utf8');
fs.writeFileSync(
	'README.md',
	readme.replace(
		/(cockpit\.svg\)\n\n```\n)[\s\S]*?(\n```)/,
		(_, before: string, after: string) => before + text + after,
	),
);
console.log(text);
pty.write('q');
await pty.exitCode();
await pty.close();
fs.rmSync(home, {recursive: true});
