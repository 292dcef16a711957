import {type Decoder, number, ShapeError, text} from '../../model/decode.ts';
import type {FileSystem, NodeStatus} from '../../model/node.ts';
import {defineSource} from '../source.ts';
import {nodeScript} from './node-script.ts';
import {sshAnswer} from './ssh-answer.ts';

export const node = defineSource({
	id: 'node',
	of: 'node',
	about: 'clock, uptime, load, memory, local file systems, failed units and the state of known ones: one command',
	needs: 'SSH: the login user, no sudo',
	everyMs: 10_000,
	timeoutMs: 5000,
	ask: target => ({
		via: 'ssh',
		command: {as: 'login', argv: ['/bin/sh', '-c', target.kind === 'node' ? nodeScript(target.node) : ':']},
	}),
	read: (raw): NodeStatus => {
		const {stdout, askedAt} = sshAnswer(raw);
		const sections = sectionsOf(stdout);
		const one = <Value>(name: string, read: Decoder<Value>, pattern = /^\s*(\S+)/): Value =>
			read(pattern.exec(sections.get(name) ?? '')?.[1], name);
		return {
			hostname: one('hostname', text),
			uptimeMs: one('uptime', number) * 1000,
			clockAt: clockOf(sections.get('clock') ?? ''),
			askedAt,
			load1: one('loadavg', number),
			cpus: one('cpus', number),
			memoryTotalBytes: one('meminfo', number, /^MemTotal:\s+(\d+) kB/m) * 1024,
			memoryAvailableBytes: one('meminfo', number, /^MemAvailable:\s+(\d+) kB/m) * 1024,
			fileSystems: (sections.get('df') ?? '').split('\n').flatMap(fileSystemOf),
			failedUnits: sections.has('failed-end') ? namesOf(sections.get('failed') ?? '') : undefined,
			units: Object.fromEntries((sections.get('units') ?? '').split('\n\n').flatMap(unitOf)),
		};
	},
});

/** Text below each `@@name`; that of sections with the same name one after the other. */
const sectionsOf = (stdout: string): ReadonlyMap<string, string> => {
	const sections = new Map<string, string>();
	for (const section of `\n${stdout}`.split('\n@@').slice(1)) {
		const end = section.search(/\n|$/);
		const name = section.slice(0, end);
		sections.set(name, `${sections.get(name) ?? ''}${section.slice(end + 1)}\n`);
	}

	return sections;
};

/** The mean of the first and the last reading. A shell without nanoseconds prints `1795534382.%N` or `.N`. */
const clockOf = (readings: string): number => {
	const found = readings.match(/^\d+(?:\.\d+)?/gm)?.map(Number) ?? [];
	const [first, last] = [found[0], found.at(-1)];
	if (first === undefined || last === undefined || !Number.isFinite(first + last)) {
		throw new ShapeError('clock: expected seconds since 1970, got none');
	}

	return ((first + last) / 2) * 1000;
};

const namesOf = (lines: string): readonly string[] =>
	lines.split('\n').flatMap(line => {
		const unit = /^(?:[●*x] )?(\S+\.\S+)\s/.exec(line)?.[1];
		return unit === undefined ? [] : [unitName(unit)];
	});

const unitName = (unit: string) => unit.replace(/\.service$/, '');

/** `Id=`, `LoadState=`, `ActiveState=`, in any order. */
const unitOf = (block: string): readonly (readonly [string, string])[] => {
	const property = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(block)?.[1];
	const [id, loaded, active] = [property('Id'), property('LoadState'), property('ActiveState')];
	return id === undefined || active === undefined || loaded === 'not-found' ? [] : [[unitName(id), active]];
};

const fileSystemOf = (line: string): readonly FileSystem[] => {
	const [, device, type, size, used, available, mount] = fileSystem.exec(line) ?? [];
	if (device === undefined || type === undefined || mount === undefined || !isReal(type, mount)) {
		return [];
	}

	const [sizeBytes, usedBytes, availableBytes] = [size, used, available].map(blocks => Number(blocks) * 1024);
	return sizeBytes && usedBytes !== undefined && availableBytes !== undefined
		? [{mount, device, sizeBytes, usedBytes, availableBytes}]
		: [];
};

const fileSystem = /^(\S+(?: \S+)*?) +(\S+) +(\d+) +(\d+) +(\d+) +\d+% (\/.*)$/;

/**
 * Not what the kernel and containers mount for themselves, nor images that are full by nature; but `/data` may well be in
 * memory, and `/` an overlay.
 */
const isReal = (type: string, mount: string): boolean =>
	!/^(?:devtmpfs|ramfs|efivarfs|autofs|squashfs|fuse\.snapfuse|iso9660|udf)$/.test(type) &&
	!/^\/(?:dev|proc|run|sys)(?:\/|$)/.test(mount) &&
	(type !== 'overlay' || mount === '/');
