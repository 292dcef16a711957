import {checkLine} from '../store/selectors/check-line.ts';
import {statusReport} from '../store/selectors/status-report.ts';
import type {State} from '../store/state.ts';
import {startEngine} from './engine.ts';
import {leave} from './leave.ts';
import {exitCode} from './exit-code.ts';
import {nagiosUnknown} from './nagios-unknown.ts';
import {openSession} from './session.ts';
import {statusText} from './status-text.ts';

const defaultWaitMs = 5000;

/** `status` and `check`: asks everything once, waits for the answers, prints, leaves. */
export const runSnapshot = async (
	command: 'status' | 'check',
	names: readonly string[],
	values: Readonly<Record<string, string | boolean>>,
): Promise<number> => {
	const waitMs = waitOf(values['timeout']);
	if (waitMs === undefined) {
		return refuse(command, '--timeout takes seconds, from 1 to 600');
	}

	const session = await openSession({values, environment: process.env, cwd: process.cwd()});
	if ('problem' in session) {
		return refuse(command, session.problem);
	}

	const {store} = session;
	const stray = names.find(name => !store.getState().inventory.model?.clusters.some(cluster => cluster.name === name));
	if (stray !== undefined && store.getState().inventory.model !== undefined) {
		return refuse(command, `there is no cluster \`${stray}\` in ${session.inventoryPath}`);
	}

	for (const {file, line, text} of session.configProblems) {
		process.stderr.write(`pigsty-top: ${file}${line === undefined ? '' : `:${line}`}: ${text}\n`);
	}

	const engine = startEngine({...session, world: await session.openWorld()});
	await engine.firstAnswers(waitMs);
	const state = store.getState();
	const code = command === 'check' ? check(state, names) : status(state, names, values['json'] === true);
	return leave(engine, code);
};

const refuse = (command: 'status' | 'check', problem: string): number => {
	process.stderr.write(`pigsty-top: ${problem}\n`);
	return command === 'check' ? nagiosUnknown(problem) : exitCode.usage;
};

const check = (state: State, names: readonly string[]): number => {
	const {code, line} = checkLine(state, wanted(names));
	process.stdout.write(`${line}\n`);
	return code;
};

const status = (state: State, names: readonly string[], json: boolean): number => {
	const report = statusReport(state, wanted(names));
	process.stdout.write(json ? `${JSON.stringify(report, undefined, 2)}\n` : statusText(state, names));
	if (state.inventory.model !== undefined && !report.sources.some(({ok}) => ok)) {
		return exitCode.nothingAnswered;
	}

	return report.findings.some(({severity}) => severity !== 'info') ? exitCode.findings : exitCode.done;
};

const wanted = (names: readonly string[]) => (names.length === 0 ? {} : {clusters: names});

const waitOf = (given: string | boolean | undefined): number | undefined => {
	if (given === undefined) {
		return defaultWaitMs;
	}

	const seconds = typeof given === 'string' && /^\d{1,3}$/.test(given) ? Number(given) : 0;
	return seconds >= 1 && seconds <= 600 ? seconds * 1000 : undefined;
};
