import {spawn, type ChildProcess} from 'node:child_process';
import {randomUUID} from 'node:crypto';

export type ToolAnswer = {readonly code: number; readonly stdout: string; readonly stderr: string};

/** Runs a small program that needs no input. Its arguments reach it as they are; no shell reads them. */
export type RunBatched = (argv: readonly string[]) => Promise<ToolAnswer | 'too late'>;

type Waiting = {readonly argv: readonly string[]; readonly answer: (answer: ToolAnswer | 'too late') => void};

/** How many programs one batch runs, one after the other, and how many batches run at once. */
const batchMax = 50;
const batchesMax = 2;

/**
 * Runs programs in batches, each of which is one child process of ours. Starting a process halts this one for as long as it
 * takes to copy its page tables: 1 ms when it is small, 20 ms when it has grown, and a fleet has hundreds of hosts to ask
 * `ssh` about. The shell in between is small, so its children are cheap.
 */
export const createToolBatches = ({
	env,
	timeoutMs,
}: {
	readonly env: NodeJS.ProcessEnv;
	/** For each program of a batch. */
	readonly timeoutMs: number;
}): RunBatched => {
	const waiting: Waiting[] = [];
	let batches = 0;
	const fill = () => {
		while (batches < batchesMax && waiting.length > 0) {
			batches += 1;
			void runBatch(waiting.splice(0, batchMax), {env, timeoutMs}).then(left => {
				batches -= 1;
				waiting.unshift(...left);
				fill();
			});
		}
	};

	return argv =>
		new Promise(answer => {
			waiting.push({argv, answer});
			setImmediate(fill); // Whoever else asks in this turn comes into the same batch.
		});
};

/**
 * The arguments are a marker and then, for each program, the number of its words and the words. `eval` sees nothing but
 * the numbers of positional parameters.
 */
const script = `
marker=$1; shift
while [ $# -gt 0 ]; do
	count=$1; shift
	words=; i=1
	while [ $i -le "$count" ]; do words="$words \\"\\\${$i}\\""; i=$((i + 1)); done
	eval "$words" </dev/null
	printf '\\n%s %d\\n' "$marker" $?
	printf '\\n%s 0\\n' "$marker" >&2
	shift "$count"
done`;

/** Answers as many as it can and gives back those that were not begun: one that takes too long ends the batch. */
const runBatch = (
	batch: readonly Waiting[],
	{env, timeoutMs}: {readonly env: NodeJS.ProcessEnv; readonly timeoutMs: number},
): Promise<readonly Waiting[]> =>
	new Promise(resolve => {
		const marker = `end-${randomUUID()}`;
		const words = batch.flatMap(({argv}) => [String(argv.length), ...argv]);
		const child = spawn('/bin/sh', ['-c', script, 'sh', marker, ...words], {
			env,
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const stdout = sections(child.stdout, marker);
		const stderr = sections(child.stderr, marker);
		let answered = 0;
		const late = () => endGroup(child);
		let timer = setTimeout(late, timeoutMs);
		const progress = () => {
			for (; answered < Math.min(stdout.done.length, stderr.done.length); answered += 1) {
				const [out, error] = [stdout.done[answered], stderr.done[answered]];
				if (out !== undefined && error !== undefined) {
					batch[answered]?.answer({code: out.code, stdout: out.text, stderr: error.text});
				}

				clearTimeout(timer);
				timer = setTimeout(late, timeoutMs);
			}
		};

		child.stdout.on('data', progress);
		child.stderr.on('data', progress);
		child.once('error', () => undefined); // No /bin/sh, or no process to be had: 'close' follows, and nothing was answered.
		child.once('close', () => {
			clearTimeout(timer);
			batch[answered]?.answer('too late');
			resolve(batch.slice(answered + 1));
		});
	});

type Section = {readonly text: string; readonly code: number};

/** Cuts a stream at the markers. */
const sections = (stream: NonNullable<ChildProcess['stdout']>, marker: string): {readonly done: readonly Section[]} => {
	const done: Section[] = [];
	const end = new RegExp(`\\n${marker} (\\d+)\\n`);
	let rest = '';
	stream.setEncoding('utf8');
	stream.on('data', (chunk: string) => {
		rest += chunk;
		for (let match = end.exec(rest); match !== null; match = end.exec(rest)) {
			done.push({text: rest.slice(0, match.index), code: Number(match[1])});
			rest = rest.slice(match.index + match[0].length);
		}
	});
	return {done};
};

const endGroup = ({pid}: ChildProcess) => {
	try {
		if (pid !== undefined) {
			process.kill(-pid, 'SIGKILL');
		}
	} catch {
		// It ended by itself a moment ago.
	}
};
