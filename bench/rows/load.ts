import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {startProgram} from '../program.ts';
import type {Row} from '../row.ts';

const settleMs = 4000;

/** What it costs to leave it open: with nothing to ask, and with 20 clusters. */
export const load: Row = {
	name: 'load',
	measure: async ({quick}) => {
		const home = mkdtempSync(path.join(tmpdir(), 'pigsty-top-bench-'));
		const file = path.join(home, 'pigsty.yml');
		writeFileSync(file, 'all:\n  children: {}\n');
		const ms = quick ? 8000 : 60_000;
		const watch = async (args: readonly string[]) => {
			const program = startProgram({args, columns: 120, rows: 40, home});
			await program.seen(/pigsty-top/);
			await pause(settleMs);
			const seen = await program.watch(ms);
			await program.end();
			return seen;
		};

		const idle = await watch(['-i', file]);
		const busy = await watch(['demo', '--fleet', '67']);
		rmSync(home, {recursive: true});
		const yardstick = `idle ${(idle.cpu * 100).toFixed(1)} % CPU, ${idle.bytesPerSecond.toFixed(0)} B/s`;
		return [
			{what: 'CPU, nothing changes', value: idle.cpu * 100, unit: '%', budget: 1, yardstick: 'a sleeping process: 0 %'},
			{what: 'CPU, 20 clusters (the simulator included)', value: busy.cpu * 100, unit: '%', budget: 8, yardstick},
			{
				what: 'bytes to the terminal, 120×40, nothing changes',
				value: idle.bytesPerSecond / 1000,
				unit: 'kB/s',
				budget: 0.5,
				yardstick: 'the clock alone: 0.03 kB/s',
			},
			{
				what: 'bytes to the terminal, 120×40, 20 clusters',
				value: busy.bytesPerSecond / 1000,
				unit: 'kB/s',
				budget: 8,
				yardstick,
			},
			{
				what: `resident memory after ${(ms + settleMs) / 1000} s, 20 clusters and their logs`,
				value: busy.residentBytes / 1024 ** 2,
				unit: 'MB',
				budget: 180,
				yardstick: `with nothing to ask: ${(idle.residentBytes / 1024 ** 2).toFixed(0)} MB`,
			},
		];
	},
};
