import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import {createLogParser} from '../../source/services/logs/parser.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {createStore} from '../../source/store/store.ts';
import {intervalsMs} from '../../test/kit/state.ts';
import type {Row} from '../row.ts';

/** What comes in within one publish tick of a busy fleet. */
const chunkBytes = 512 * 1024;

/** A day of a busy server: statements, durations, errors with their detail, a multi-line statement here and there. */
const csvlog = (lines: number): string =>
	Array.from({length: lines}, (_, index) => {
		const at = `2026-11-24 03:${String(Math.floor(index / 60_000) % 60).padStart(2, '0')}:${String(Math.floor(index / 1000) % 60).padStart(2, '0')}.${String(index % 1000).padStart(3, '0')} UTC`;
		const head = `${at},"dbuser_test","test",${4000 + (index % 90)},"10.10.10.${index % 200}:51234",698e8a11.3039,${index},"SELECT",2026-11-24 01:59:00 UTC,5/1234,0,`;
		const tail = ',,,,,,,,"psql","client backend",,-4263817263\n';
		return index % 50 === 0
			? `${head}ERROR,40P01,"deadlock detected","Process 4242 waits for ShareLock\nProcess 4243 waits for ""ShareLock""",,,,,"update t\n set a = 1",,,"app","client backend",,0\n`
			: `${head}LOG,00000,"duration: ${index % 977}.332 ms  statement: select * from pgbench_accounts where aid = ${index}",${tail.slice(1)}`;
	}).join('');

export const logs: Row = {
	name: 'logs',
	measure: async ({quick}) => {
		const lines = quick ? 200_000 : 1_000_000;
		const bytes = Buffer.from(csvlog(lines));
		const store = createStore(initialState({now: 0, path: 'bench', intervalsMs, columns: 200, rows: 60}));
		const parser = createLogParser('postgres', {node: 'pg-test-1', ip: '10.10.10.11', now: () => 0});
		let seq = 0;
		const before = process.threadCpuUsage();
		for (let at = 0; at < bytes.length; at += chunkBytes) {
			const records = parser.push(bytes.subarray(at, at + chunkBytes)).map(record => ({...record, seq: (seq += 1)}));
			store.dispatch({type: 'published', now: at, readings: [], records, streams: []});
		}

		const used = process.threadCpuUsage(before);
		const seconds = (used.user + used.system) / 1e6;
		const folder = mkdtempSync(path.join(tmpdir(), 'pigsty-top-bench-'));
		const file = path.join(folder, 'log.csv');
		writeFileSync(file, bytes);
		const grepFrom = performance.now();
		execFileSync('grep', ['-c', 'ERROR', file]);
		const grep = lines / ((performance.now() - grepFrom) / 1000);
		rmSync(folder, {recursive: true});
		return [
			{
				what: `csvlog bytes → records in the buffer (${seq.toLocaleString('en')} records)`,
				value: seq / seconds,
				unit: 'lines/s',
				budget: 100_000,
				isRate: true,
				yardstick: `grep -c: ${Math.round(grep).toLocaleString('en')} lines/s`,
			},
		];
	},
};
