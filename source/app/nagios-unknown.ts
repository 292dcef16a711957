import {sanitize} from '../format/sanitize.ts';

/** What `check` prints and exits with when it could not look at all: the monitoring reads stdout, and 2 means critical there. */
export const nagiosUnknown = (problem: string): 3 => {
	process.stdout.write(`PIGSTY UNKNOWN - ${sanitize(problem.split('\n')[0] ?? '', 'cell').replaceAll('|', ' ')}\n`);
	return 3;
};
