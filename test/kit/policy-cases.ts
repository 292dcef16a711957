import fs from 'node:fs';
import {type Classification, classes, type PolicyClass} from '../../source/safety/classification.ts';

export type PolicyCase = {
	readonly id: string;
	/** What is judged: one of these, by the file. */
	readonly sql: string;
	readonly cmd: string;
	readonly argv: readonly string[];
	/** What is known of the world beside it. */
	readonly context?: Readonly<Record<string, unknown>>;
	readonly class: PolicyClass;
	readonly flags: readonly string[];
	readonly why: string;
};

const read = (name: string): string =>
	fs.readFileSync(new URL(`../samples/policy/${name}`, import.meta.url), 'utf8').trimEnd();

export const policyLines = (name: string): readonly string[] => read(name).split('\n');

/** Texts with the class that they must get. */
export const policyCases = (name: string): readonly PolicyCase[] => policyLines(name).map(line => JSON.parse(line));

export const rank = ({class: name}: Pick<Classification, 'class'>): number => classes.indexOf(name);
