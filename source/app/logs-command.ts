import {once} from 'node:events';
import {selectLogs} from '../store/selectors/log-selector.ts';
import {exitCode} from './exit-code.ts';
import {leave} from './leave.ts';
import {readLogOptions} from './log-options.ts';
import {printLogs} from './print-logs.ts';
import {openSession} from './session.ts';

/** `logs`: the records of the logs that the selectors name, of all nodes in one order, on standard output. */
export const runLogs = async (
	selectors: readonly string[],
	values: Readonly<Record<string, string | boolean>>,
): Promise<number> => {
	const session = await openSession({values, environment: process.env, cwd: process.cwd()});
	if ('problem' in session) {
		say(session.problem);
		return exitCode.usage;
	}

	const options = readLogOptions(values, session.clock.now());
	const {model, problems} = session.store.getState().inventory;
	const [unread] = problems;
	if (model === undefined) {
		say(unread === undefined ? `${session.inventoryPath} cannot be read` : `${unread.file}: ${unread.text}`);
		return exitCode.usage;
	}

	const choice = selectLogs(model, selectors);
	if ('problem' in options || !choice.ok) {
		say('problem' in options ? options.problem : choice.ok ? '' : choice.problem);
		return exitCode.usage;
	}

	for (const {file, line, text} of session.configProblems) {
		say(`${file}${line === undefined ? '' : `:${line}`}: ${text}`);
	}

	const world = await session.openWorld();
	const stop = new AbortController();
	const interrupted = () => stop.abort('interrupted');
	process.on('SIGINT', interrupted);
	// A reader that has seen enough, as `head` has, is no failure.
	process.stdout.on('error', () => stop.abort('closed'));
	const code = await printLogs(
		{
			world,
			clock: session.clock,
			random: session.random,
			write: text => write(text, stop.signal),
			say,
			isColoured: process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
			signal: stop.signal,
		},
		choice.logs,
		options,
	);
	process.off('SIGINT', interrupted);
	return leave(
		{stop: world.close},
		stop.signal.reason === 'closed' ? exitCode.done : stop.signal.aborted ? exitCode.interrupted : code,
	);
};

const say = (sentence: string): void => void process.stderr.write(`pigsty-top: ${sentence}\n`);

/** Waits for a slow reader, and for nobody once we are to end. */
const write = async (text: string, signal: AbortSignal): Promise<void> => {
	if (signal.reason !== 'closed' && !process.stdout.write(text) && !signal.aborted) {
		await once(process.stdout, 'drain', {signal}).catch(() => undefined);
	}
};
