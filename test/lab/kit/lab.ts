import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {promisify} from 'node:util';

const run = promisify(execFile);

/**
 * Runs a command of the lab, `lab('cut', 't1')`, and gives what it printed. Rejects when the command fails; its words are in
 * the error.
 */
export const lab = async (...words: readonly string[]): Promise<string> => {
	const {stdout} = await run(setting('PIGSTY_LAB'), words, {maxBuffer: 64 * 1024 ** 2});
	return stdout;
};

/** Absolute path of something in the lab's directory: `labPath('keys/id_ed25519')`, `labPath('known_hosts')`. */
export const labPath = (name: string): string => `${setting('PIGSTY_LAB_DIR')}/${name}`;

/** The inventory that a program on this machine uses: SSH user, key and known hosts are in it. */
export const inventory = async (): Promise<{readonly path: string; readonly text: string}> => {
	const path = labPath('pigsty.yml');
	return {path, text: await readFile(path, 'utf8')};
};

/** Every password of this lab by its name, as in `lab/parts/passwords.sh`. */
export const passwords = async (): Promise<Readonly<Record<string, string>>> => {
	const text = await readFile(labPath('passwords'), 'utf8');
	return Object.fromEntries(
		text
			.trim()
			.split('\n')
			.map(line => line.split(' ') as [string, string]),
	);
};

/**
 * Asks again until the probe gives something (not `undefined`, `false` or a rejection), and gives that. The error of a
 * timeout says what was waited for and how the last probe failed.
 */
export const waitFor = async <T>(
	description: string,
	probe: () => Promise<T | undefined | false>,
	{timeoutMs = 60_000, everyMs = 200}: {readonly timeoutMs?: number; readonly everyMs?: number} = {},
): Promise<T> => {
	const end = performance.now() + timeoutMs;
	let last: unknown = 'the probe gave nothing';
	while (performance.now() < end) {
		try {
			const answer = await probe();
			if (answer !== undefined && answer !== false) {
				return answer;
			}
		} catch (error) {
			last = error;
		}

		await new Promise(resolve => setTimeout(resolve, everyMs));
	}

	throw new Error(`not within ${timeoutMs} ms: ${description}`, {cause: last});
};

const setting = (name: string): string => {
	const value = process.env[name];
	if (value === undefined) {
		throw new Error(`${name} is not set: these tests run under npm run lab -- test`);
	}

	return value;
};
