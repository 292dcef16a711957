import {sanitize} from '../../format/sanitize.ts';
import {mapped, nullable, number, oneOf, record, ShapeError, text} from '../../model/decode.ts';
import type {RedisInfo} from '../../model/services.ts';
import type {Target} from '../../model/target.ts';
import {defineSource, type RemoteCommand} from '../source.ts';
import {sshAnswer} from './ssh-answer.ts';

export const redis = defineSource({
	id: 'redis',
	of: 'redis',
	about: 'role, memory, clients, operations a second, link to the master',
	needs: 'SSH: redis-cli as the login user, with the password of the inventory',
	everyMs: 5000,
	timeoutMs: 3000,
	ask: target => ({via: 'ssh', command: commandFor(target)}),
	read: (raw): RedisInfo => {
		const {code, stdout, stderr} = sshAnswer(raw);
		const found = Object.fromEntries(stdout.split(/\r?\n/).flatMap(pairOf));
		if (code !== 0 || !Object.hasOwn(found, 'redis_version')) {
			throw new ShapeError(problemOf(code, `${stderr}\n${stdout}`));
		}

		return info(found, 'INFO');
	},
});

/**
 * The password must not be in an argument or an environment, where others see it: with `--askpass` redis-cli reads it from
 * its standard input, and prints a question only on a terminal.
 */
const commandFor = (target: Target): RemoteCommand => {
	if (target.kind !== 'redis') {
		return {as: 'login', argv: ['redis-cli', '--version']};
	}

	const {cluster, instance} = target;
	const address = ['-h', instance.ip, '-p', String(instance.port)] as const;
	return cluster.password === undefined
		? {as: 'login', argv: ['redis-cli', ...address, 'INFO']}
		: {as: 'login', argv: ['redis-cli', '--askpass', ...address, 'INFO'], stdin: cluster.password};
};

const pairOf = (line: string): readonly (readonly [string, string])[] => {
	const colon = line.indexOf(':');
	return colon <= 0 || line.startsWith('#') ? [] : [[line.slice(0, colon), line.slice(colon + 1)]];
};

const info = mapped(
	record({
		redis_version: text,
		redis_mode: nullable(text),
		role: nullable(oneOf('master', 'slave')), // a sentinel has none
		uptime_in_seconds: number,
		used_memory: nullable(number),
		maxmemory: nullable(number),
		connected_slaves: nullable(number),
		master_link_status: nullable(text),
		instantaneous_ops_per_sec: number,
		connected_clients: number,
	}),
	(found): RedisInfo => ({
		role: found.role ?? 'sentinel',
		version: found.redis_version,
		uptimeMs: found.uptime_in_seconds * 1000,
		usedBytes: found.used_memory,
		maxBytes: found.maxmemory,
		connectedReplicas: found.connected_slaves,
		masterLink: found.master_link_status,
		opsPerSecond: found.instantaneous_ops_per_sec,
		clients: found.connected_clients,
	}),
);

const problemOf = (code: number, output: string): string => {
	if (code === 127 || /command not found/.test(output)) {
		return 'redis-cli is not installed\nInstall the redis package there';
	}

	const said = output.split('\n').find(line => line.trim() !== '');
	const password = /NOAUTH|WRONGPASS|AUTH failed/.test(output);
	return `Redis did not answer INFO: ${sanitize(said ?? `redis-cli ended with ${code}`, 'cell')}\n${
		password ? 'Check: redis_password in the inventory' : 'Check: its unit, with systemctl status'
	}`;
};
