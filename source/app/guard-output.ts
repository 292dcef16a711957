import {describeDefect} from './describe-defect.ts';
import {exitCode} from './exit-code.ts';
import {fileProblem} from './file-problem.ts';
import {stateHome} from './settings.ts';

/**
 * For commands that print and leave: a reader that went away (`| head`) ends them in silence, an output that cannot be
 * written is said, and a defect is one line with the path of its report. The answer takes the guard away, for the
 * cockpit, whose terminal has to be restored first.
 */
export const guardOutput = (): (() => void) => {
	const onError = (error: Error): void => {
		if ('code' in error && error.code === 'EPIPE') {
			process.exit();
		}

		process.stderr.write(`pigsty-top: the output cannot be written: ${fileProblem(error)}\n`);
		process.exit(exitCode.output);
	};
	const onDefect = (error: unknown): void => {
		process.stderr.write(describeDefect(error, stateHome(process.env)));
		process.exit(exitCode.bug);
	};
	process.stdout.on('error', onError);
	process.stderr.on('error', () => process.exit());
	process.on('uncaughtException', onDefect).on('unhandledRejection', onDefect);
	return () => {
		process.stdout.off('error', onError);
		process.off('uncaughtException', onDefect).off('unhandledRejection', onDefect);
	};
};
