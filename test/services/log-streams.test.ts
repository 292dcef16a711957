import {expect, test} from 'vitest';
import type {LogStream} from '../../source/model/log.ts';
import type {Unnumbered} from '../../source/services/logs/log-parser.ts';
import {createLogStreams, type WantedStream} from '../../source/services/log-streams.ts';
import {createLogParser} from '../../source/services/logs/parser.ts';
import {inventory} from '../kit/inventory.ts';

const [node] = inventory().nodes;
if (node === undefined) throw new Error('the kit has no node');
const wanted: WantedStream = {id: `${node.ip}/postgres`, node, program: 'postgres', subject: undefined};

/** A parser for lines of `at message`, and a clock whose sleeps are over at once. */
const run = async (attempts: readonly (readonly string[] | Error)[]) => {
	const records: Unnumbered[] = [];
	const states: LogStream[] = [];
	const slept: number[] = [];
	const over = Promise.withResolvers<void>();
	const left = [...attempts];
	const streams = createLogStreams({
		clock: {now: () => 0, sleep: async ms => void slept.push(ms)},
		random: () => 0.5,
		follow: async (_request, onChunk, signal) => {
			const attempt = left.shift();
			if (attempt === undefined) {
				over.resolve();
				await new Promise(resolve => signal.addEventListener('abort', resolve, {once: true}));
				return;
			}

			if (attempt instanceof Error) throw attempt;
			for (const line of attempt) {
				onChunk(new TextEncoder().encode(line));
			}
		},
		parserFor: () => ({
			push: chunk => {
				const [at = '', message = ''] = new TextDecoder().decode(chunk).split(' ');
				return [{...blank, at: Number(at), message}];
			},
			flush: () => [],
		}),
		emit: more => void records.push(...more),
		report: stream => void states.push(stream),
	});
	streams.setWanted([wanted]);
	await over.promise;
	streams.stop();
	return {records, states, slept};
};

const blank: Unnumbered = {
	at: 0,
	node: 'n',
	ip: '10.10.10.10',
	program: 'postgres',
	level: 'info',
	message: '',
	pid: undefined,
	user: undefined,
	database: undefined,
	application: undefined,
	code: undefined,
	detail: [],
};

test('hands records on in the order of arrival', async () => {
	const {records} = await run([['1 a', '3 c', '2 b']]);
	expect(records.map(({message}) => message)).toEqual(['a', 'c', 'b']);
});

test('after a break, what the backfill repeats is dropped and what was missed is not', async () => {
	const {records} = await run([['1 a', '2 b'], new Error('pg-test-1: gone'), ['1 a', '2 b', '2 b2', '3 c']]);
	expect(records.map(({message}) => message)).toEqual(['a', 'b', 'b2', 'c']);
});

test('says why a log cannot be read, and tries again less and less often', async () => {
	const {states, slept} = await run([
		new Error('no such file'),
		new Error('no such file'),
		new Error('no such file'),
		['1 a'],
	]);
	expect(states.filter(({state}) => state === 'failed').map(({problem}) => problem)).toEqual([
		'no such file',
		'no such file',
		'no such file',
		'the log ended on the other side; it is opened again',
	]);
	expect(slept.slice(0, 3)).toEqual([1000, 2000, 4000]);
	expect(slept[3]).toBe(1000);
});

test('a record that more could belong to is let go when its log has been quiet for a tick', async () => {
	const records: Unnumbered[] = [];
	const opened = Promise.withResolvers<(text: string) => void>();
	const streams = createLogStreams({
		clock: {now: () => 0, sleep: async () => {}},
		random: () => 0.5,
		follow: async (_request, onChunk, signal) => {
			opened.resolve(text => onChunk(new TextEncoder().encode(text)));
			await new Promise(resolve => signal.addEventListener('abort', resolve, {once: true}));
		},
		parserFor: () => createLogParser('patroni', {node: 'n', ip: '10.10.10.10', now: () => 0}),
		emit: more => void records.push(...more),
		report: () => {},
	});
	const shown = () => records.map(({message, detail}) => [message, ...detail]);
	streams.setWanted([wanted]);
	const write = await opened.promise;
	write('2026-11-24 15:39:06 +0000 ERROR: get_cluster\n');
	streams.settle();
	expect(shown()).toEqual([]);
	write('Traceback\n');
	streams.settle();
	expect(shown()).toEqual([]);
	streams.settle();
	expect(shown()).toEqual([['get_cluster', 'Traceback']]);
	streams.settle();
	streams.stop();
	expect(records).toHaveLength(1);
});

test.each([50_000, undefined])(
	'a log that keeps its place goes on a little before its newest record, never from the future (%j)',
	async first => {
		const asked: (number | undefined)[] = [];
		const over = Promise.withResolvers<void>();
		const chunks = ['100000 a', '900000 from the future'];
		const streams = createLogStreams({
			clock: {now: () => 200_000, sleep: async () => {}},
			random: () => 0.5,
			place: {since: first},
			follow: async ({since}, onChunk, signal) => {
				asked.push(since);
				const chunk = chunks.shift();
				if (chunk !== undefined) {
					onChunk(new TextEncoder().encode(chunk));
					throw new Error('gone');
				}

				over.resolve();
				await new Promise(resolve => signal.addEventListener('abort', resolve, {once: true}));
			},
			parserFor: () => ({
				push: chunk => [{...blank, at: Number(new TextDecoder().decode(chunk).split(' ')[0])}],
				flush: () => [],
			}),
			emit: () => {},
			report: () => {},
		});
		streams.setWanted([wanted]);
		await over.promise;
		streams.stop();
		expect(asked).toEqual([first, 98_000, 198_000]);
	},
);
