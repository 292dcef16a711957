import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import {startProgram} from '../program.ts';
import {median, type Row} from '../row.ts';

/** Addresses of the loopback range on which nothing listens: every source is dead, at once. */
const deadInventory = `all:
  children:
    pg-test:
      hosts:
        127.1.1.11: {pg_seq: 1, pg_role: primary, ansible_port: 1}
        127.1.1.12: {pg_seq: 2, pg_role: replica, ansible_port: 1}
        127.1.1.13: {pg_seq: 3, pg_role: replica, ansible_port: 1}
      vars: {pg_cluster: pg-test}
  vars: {admin_ip: 127.1.1.10}
`;

export const start: Row = {
	name: 'start',
	measure: async ({quick}) => {
		const home = mkdtempSync(path.join(tmpdir(), 'pigsty-top-bench-'));
		const file = path.join(home, 'pigsty.yml');
		writeFileSync(file, deadInventory);
		const runs = quick ? 5 : 15;
		const times: number[] = [];
		for (let run = 0; run <= runs; run += 1) {
			const program = startProgram({args: ['-i', file], columns: 120, rows: 40, home});
			const at = await program.seen(/pg-test/);
			// The first run fills the compile cache, as the first start after an installation does.
			if (run > 0) times.push(at - program.startedAt);
			await program.end();
		}

		const plain = Array.from({length: runs}, () => {
			const from = performance.now();
			execFileSync(process.execPath, ['-e', '0']);
			return performance.now() - from;
		});
		rmSync(home, {recursive: true});
		return [
			{
				what: 'start to the first useful frame, all sources dead, median',
				value: median(times),
				unit: 'ms',
				budget: 200,
				yardstick: `node -e 0: ${median(plain).toFixed(0)} ms`,
			},
		];
	},
};
