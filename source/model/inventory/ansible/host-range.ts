/** What a host key of the inventory stands for: names, and the port of `host:2222`; or why Ansible refuses it. */
export type HostPattern =
	| {readonly ok: true; readonly hosts: readonly string[]; readonly port: number | undefined}
	| {readonly ok: false; readonly reason: string};

/** `10.10.10.[11:13]`, `db[01:10:2]`, `node-[a:c]`, several ranges in one key, as Ansible expands them. */
export const expandHosts = (pattern: string): HostPattern => {
	const {name, port} = withoutPort(pattern);
	const hosts = name.includes('[') ? expand(name) : [name];
	return typeof hosts === 'string' ? {ok: false, reason: hosts} : {ok: true, hosts, port};
};

/** Beyond this a range is a slip, not a fleet. */
const hostsMax = 20_000;
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A trailing `:22` is a port unless the rest is no host; colons inside a range or an IPv6 address are none. */
const withoutPort = (pattern: string): {readonly name: string; readonly port: number | undefined} => {
	const match = /^\[(.+)\]:([0-9]+)$/.exec(pattern) ?? /^((?:[^:[\]]|\[[^\]]*\])*):([0-9]+)$/.exec(pattern);
	const [, name = '', port] = match ?? [];
	return match !== null && isHost(name) ? {name, port: Number(port)} : {name: pattern, port: undefined};
};

const isHost = (name: string): boolean => /^[\p{L}\p{N}_[](?:[\p{L}\p{N}_.:[\]-]*[\p{L}\p{N}\]])?$/u.test(name);

const expand = (pattern: string): readonly string[] | string => {
	const match = /^([^[]*)\[([^\]]*)\](.*)$/su.exec(pattern);
	if (match === null) {
		return 'a bracket is not closed';
	}

	const [, head = '', range = '', tail = ''] = match;
	const values = rangeOf(range);
	if (typeof values === 'string') {
		return values;
	}

	const tails = tail.includes('[') ? expand(tail) : [tail];
	if (typeof tails === 'string') {
		return tails;
	}

	return values.length * tails.length > hostsMax
		? `it stands for more than ${hostsMax} hosts`
		: values.flatMap(value => tails.map(rest => `${head}${value}${rest}`));
};

const rangeOf = (range: string): readonly string[] | string => {
	const bounds = range.split(':');
	const [first = '', end = '', stepText = '1'] = bounds;
	const begin = first === '' ? '0' : first;
	const step = /^[0-9]+$/.test(stepText) ? Number(stepText) : 0;
	if (bounds.length !== 2 && bounds.length !== 3) {
		return 'a range is written [begin:end] or [begin:end:step]';
	}

	if (end === '' || step < 1) {
		return end === '' ? 'a range needs its end' : 'the step of a range is a number above 0';
	}

	if (begin.startsWith('0') && begin.length > 1 && begin.length !== end.length) {
		return 'both ends of a range with leading zeros have the same length';
	}

	const [low, high] = [letters.indexOf(begin), letters.indexOf(end)];
	if (begin.length === 1 && end.length === 1 && low >= 0 && high >= 0) {
		return low > high ? 'a range begins before it ends' : steps(low, high, step).map(index => letters.charAt(index));
	}

	if (!/^[0-9]+$/.test(begin) || !/^[0-9]+$/.test(end)) {
		return 'a range has two numbers or two letters';
	}

	return numbers(begin, end, step);
};

const numbers = (begin: string, end: string, step: number): readonly string[] | string => {
	const [low, high] = [Number(begin), Number(end)];
	if ((high - low) / step > hostsMax) {
		return `it stands for more than ${hostsMax} hosts`;
	}

	const width = begin.startsWith('0') && begin.length > 1 ? begin.length : 0;
	return steps(low, high, step).map(value => String(value).padStart(width, '0'));
};

const steps = (low: number, high: number, step: number): readonly number[] =>
	low > high ? [] : Array.from({length: Math.floor((high - low) / step) + 1}, (_, index) => low + index * step);
