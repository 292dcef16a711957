import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import {setTimeout as pause} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import {startProgram} from '../program.ts';
import {median, quantile, type Row} from '../row.ts';

const columns = 200;
const rows = 60;
const letters = 'abcdefghij';

/** Types into the filter line: each letter has its own place in the last row, so that its echo is known among all else. */
export const keys: Row = {
	name: 'keys',
	measure: async ({quick}) => {
		const home = mkdtempSync(path.join(tmpdir(), 'pigsty-top-bench-'));
		const program = startProgram({
			args: ['demo', '--fleet', '1000', '--scenario', 'log-flood'],
			columns,
			rows,
			home,
		});
		await program.seen(/1 Clusters/);
		await pause(3000);
		const times: number[] = [];
		const rounds = quick ? 15 : 60;
		for (let round = 0; round < rounds; round += 1) {
			program.write('/');
			await program.seen(/filter/);
			for (const letter of letters) {
				await pause(30 + ((round * 37 + times.length * 13) % 80));
				program.forget();
				const from = performance.now();
				program.write(letter);
				times.push(
					(await program.seen(
						new RegExp(`\\u001B\\[${rows};\\d+H[^\\u001B]*(\\u001B\\[[\\d;]*m)*[^\\u001B]*${letter}`),
					)) - from,
				);
			}

			program.write('\u001B');
			await pause(120);
			program.forget();
		}

		const plain = await echo();
		await program.end();
		rmSync(home, {recursive: true});
		const yardstick = `cat on a pty: p50 ${median(plain).toFixed(1)} ms, p99 ${quantile(plain, 0.99).toFixed(1)} ms`;
		const of = '200×60, 1,000 instances, 5,000 log lines/s';
		return [
			{what: `key → bytes, ${of}, p50`, value: median(times), unit: 'ms', budget: undefined, yardstick},
			{
				what: `key → bytes, ${of}, p99, beyond a pty alone`,
				value: Math.max(0, quantile(times, 0.99) - quantile(plain, 0.99)),
				unit: 'ms',
				budget: 10,
				yardstick,
			},
			{
				what: `key → bytes, ${of}, worst of ${times.length}`,
				value: Math.max(...times),
				unit: 'ms',
				budget: 33,
				yardstick,
			},
		];
	},
};

/** The same way there and back with nothing in between. */
const echo = async (): Promise<readonly number[]> => {
	const pty = spawn('cat', [], {cols: 80, rows: 24});
	let answered = Promise.withResolvers<void>();
	pty.onData(() => answered.resolve());
	const times: number[] = [];
	for (let index = 0; index < 100; index += 1) {
		await pause(10);
		answered = Promise.withResolvers<void>();
		const from = performance.now();
		pty.write('x');
		await answered.promise;
		times.push(performance.now() - from);
	}

	pty.kill();
	return times;
};
