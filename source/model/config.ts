import {isMap, LineCounter, parseDocument} from 'yaml';
import type {Problem} from './problem.ts';
import type {SourceId} from './sample.ts';

/** What `config.yml` may say. Everything is optional; what is missing keeps its default. */
export type Config = {
	readonly environment: string | undefined;
	readonly theme: string | undefined;
	readonly sshUser: string | undefined;
	/** Overrides of thresholds, by name, in the units of their names. */
	readonly thresholds: Readonly<Record<string, number>>;
	/** Overrides of poll intervals in ms, by source. */
	readonly intervalsMs: Readonly<Partial<Record<SourceId, number>>>;
};

export const defaultConfig: Config = {
	environment: undefined,
	theme: undefined,
	sshUser: undefined,
	thresholds: {},
	intervalsMs: {},
};

type Names = {
	readonly thresholds: readonly string[];
	readonly sources: readonly string[];
	readonly themes: readonly string[];
};

/** Reads `config.yml`. Never throws: what is wrong is a problem with its line, and its default stays. */
export const readConfig = (
	path: string,
	text: string,
	names: Names,
): {readonly config: Config; readonly problems: readonly Problem[]} => {
	const lines = new LineCounter();
	const document = parseDocument(text, {lineCounter: lines});
	const problems: Problem[] = document.errors.map(error => ({
		file: path,
		line: lines.linePos(error.pos[0]).line,
		severity: 'warn',
		rule: 'config-syntax',
		text: `${error.message.split('\n')[0] ?? 'not YAML'} The configuration is not used until this is mended.`,
	}));
	if (problems.length > 0 || document.contents === null) {
		return {config: defaultConfig, problems};
	}

	const note = (node: unknown, sentence: string) => {
		const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
		const at = Array.isArray(range) && typeof range[0] === 'number' ? lines.linePos(range[0]).line : undefined;
		problems.push({file: path, line: at, severity: 'warn', rule: 'config-value', text: sentence});
	};

	if (!isMap(document.contents)) {
		note(document.contents, 'The configuration must be a map of names to values.');
		return {config: defaultConfig, problems};
	}

	let config = defaultConfig;
	for (const {key, value} of document.contents.items) {
		const name = String(key);
		const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
		if (reader === undefined) {
			note(key, `\`${name}\` is not a setting; known are ${Object.keys(readers).join(', ')}.`);
		} else {
			const plain: unknown = document.getIn([name]);
			const json: unknown = isMap(plain) ? plain.toJSON() : plain;
			config = {...config, ...reader(json, names, sentence => note(value, `${name}: ${sentence}`))};
		}
	}

	return {config, problems};
};

type Reader = (raw: unknown, names: Names, complain: (sentence: string) => void) => Partial<Config>;

const word =
	(field: 'environment' | 'sshUser'): Reader =>
	(raw, _names, complain) => {
		if (typeof raw === 'string' && /^[A-Za-z0-9._-]{1,32}$/.test(raw)) {
			return {[field]: raw};
		}

		complain('must be a word of letters, digits, dots and dashes.');
		return {};
	};

const numbers =
	(field: 'thresholds' | 'intervalsMs', known: keyof Names, unit: (value: number) => number): Reader =>
	(raw, names, complain) => {
		if (typeof raw !== 'object' || raw === null) {
			complain('must be a map of names to numbers.');
			return {};
		}

		const entries = Object.entries(raw).filter(([name, value]) => {
			if (!names[known].includes(name)) {
				complain(`\`${name}\` is not known; known are ${names[known].join(', ')}.`);
				return false;
			}

			const good = typeof value === 'number' && Number.isFinite(value) && value > 0;
			if (!good) {
				complain(`\`${name}\` must be a number above zero.`);
			}

			return good;
		});
		return {[field]: Object.fromEntries(entries.map(([name, value]) => [name, unit(Number(value))]))};
	};

/** Every setting, by its name in the file. */
const readers: Readonly<Record<string, Reader>> = {
	environment: word('environment'),
	ssh_user: word('sshUser'),
	theme: (raw, names, complain) => {
		if (typeof raw === 'string' && names.themes.includes(raw)) {
			return {theme: raw};
		}

		complain(`must be one of ${names.themes.join(', ')}.`);
		return {};
	},
	thresholds: numbers('thresholds', 'thresholds', value => value),
	intervals_seconds: numbers('intervalsMs', 'sources', value => Math.max(500, value * 1000)),
};
