import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import type {LogProgram} from '../../../source/model/log.ts';
import type {Unnumbered} from '../../../source/services/logs/log-parser.ts';
import {createLogParser} from '../../../source/services/logs/parser.ts';

export const arrival = Date.UTC(2026, 10, 24, 18);

export const sample = (path: string): string => readFileSync(new URL(`../../samples/${path}`, import.meta.url), 'utf8');

export const parserFor = (program: LogProgram) =>
	createLogParser(program, {node: 'pg-test-1', ip: '10.10.10.11', now: () => arrival, offsetOf: () => 0});

/** All records of a log that comes in these pieces. */
export const parsed = (program: LogProgram, ...pieces: readonly (string | Uint8Array)[]): readonly Unnumbered[] => {
	const parser = parserFor(program);
	const bytes = pieces.map(piece => (typeof piece === 'string' ? Buffer.from(piece) : piece));
	return [...bytes.flatMap(piece => parser.push(piece)), ...parser.flush()];
};

/** The same bytes cut anywhere, inside characters and quotes too. */
export const cuts = (bytes: Buffer): fc.Arbitrary<readonly Buffer[]> =>
	fc
		.array(fc.nat({max: bytes.length}), {maxLength: 12})
		.map(at => [0, ...at.toSorted((one, other) => one - other), bytes.length])
		.map(at => at.slice(1).map((end, index) => bytes.subarray(at[index], end)));
