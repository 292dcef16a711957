import fs from 'node:fs';
import path from 'node:path';
import {sanitize} from '../format/sanitize.ts';
import {isoSeconds} from '../format/time.ts';

/** One line for the operator, and where the rest is. Writes the report, with the stack, below our state directory. */
export const describeDefect = (error: unknown, stateDirectory: string): string => {
	const now = isoSeconds(Date.now());
	const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	const line = `pigsty-top: stopped by a defect of its own: ${sanitize(what, 'cell')}\n`;
	const file = path.join(stateDirectory, `crash-${now.replaceAll(':', '-')}.txt`);
	const stack = error instanceof Error ? error.stack : undefined;
	try {
		fs.mkdirSync(stateDirectory, {recursive: true, mode: 0o700});
		fs.writeFileSync(file, `${now}\nnode ${process.version}\n${stack ?? what}\n`, {mode: 0o600});
		return `${line}The report is ${file}\n`;
	} catch {
		return line;
	}
};
