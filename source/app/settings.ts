import {existsSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import {defaultConfig, readConfig, type Config} from '../model/config.ts';
import type {Problem} from '../model/problem.ts';
import {sources} from '../services/sources/index.ts';
import {themeNames, type ThemeName} from '../store/state.ts';
import {fileProblem} from './file-problem.ts';
import {defaultThresholds} from '../store/thresholds.ts';

export type Settings = {readonly config: Config; readonly problems: readonly Problem[]};

/** Reads `--config`, else the file at its usual place; a missing usual file is no problem. */
export const readSettings = (given: string | undefined, environment: NodeJS.ProcessEnv): Settings => {
	const file = given ?? path.join(configHome(environment), 'pigsty-top', 'config.yml');
	if (given === undefined && !existsSync(file)) {
		return {config: defaultConfig, problems: []};
	}

	try {
		return readConfig(file, readFileSync(file, 'utf8'), {
			thresholds: Object.keys(defaultThresholds),
			sources: Object.keys(sources),
			themes: themeNames,
		});
	} catch (error) {
		const text = `the settings cannot be read: ${fileProblem(error)}`;
		return {
			config: defaultConfig,
			problems: [{file, line: undefined, severity: 'warn', rule: 'config-unreadable', text}],
		};
	}
};

/** `NO_COLOR` and dumb terminals win over everything but an explicit `--theme`. */
export const chooseTheme = (given: string | undefined, config: Config, environment: NodeJS.ProcessEnv): ThemeName => {
	const asked = themeNames.find(name => name === given);
	if (asked !== undefined) {
		return asked;
	}

	const noColor = environment['NO_COLOR'] !== undefined && environment['NO_COLOR'] !== '';
	return noColor ? 'plain' : (themeNames.find(name => name === config.theme) ?? 'dark');
};

/** Where audit, jobs and crash reports live: `$XDG_STATE_HOME/pigsty-top`. */
export const stateHome = (environment: NodeJS.ProcessEnv): string =>
	path.join(environment['XDG_STATE_HOME'] ?? path.join(homedir(), '.local', 'state'), 'pigsty-top');

const configHome = (environment: NodeJS.ProcessEnv): string =>
	environment['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config');
