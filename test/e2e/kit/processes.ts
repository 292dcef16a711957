import fs from 'node:fs';
import path from 'node:path';

export type Process = {readonly pid: number; readonly parent: number; readonly exe: string; readonly state: string};

/** All that `pid` started, and what those started, oldest first. From /proc. */
export const descendants = (pid: number): readonly Process[] => {
	const all = fs
		.readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.flatMap(readProcess);
	const below = (parent: number): readonly Process[] =>
		all.filter(one => one.parent === parent).flatMap(one => [one, ...below(one.pid)]);
	return below(pid);
};

/** False also for one that has ended and was not waited for yet. */
export const isAlive = (pid: number): boolean => readProcess(String(pid)).some(({state}) => state !== 'Z');

const readProcess = (pid: string): readonly Process[] => {
	try {
		const [state = '', parent = ''] = fs
			.readFileSync(`/proc/${pid}/stat`, 'utf8')
			.replace(/^.*\) /s, '')
			.split(' ');
		return [{pid: Number(pid), parent: Number(parent), exe: exeOf(pid), state}];
	} catch {
		return []; // it ended while we looked
	}
};

const exeOf = (pid: string): string => {
	try {
		return path.basename(fs.readlinkSync(`/proc/${pid}/exe`));
	} catch {
		return ''; // a zombie has none
	}
};
