import {hasQuorum, isEtcdUp} from '../conditions.ts';
import {between, roll} from '../random.ts';
import {skewMsAt} from '../stage.ts';
import {journalLine, type NodeLog} from './program.ts';

/** The kernel has little to say: now and then the firewall, or a NIC. */
export const kernelLines: NodeLog = (stage, {name, salt}, second) => {
	const turn = Math.floor(second / 1000);
	if (roll(salt ^ 21, turn) > 1 / 900) {
		return [];
	}

	const text =
		roll(salt ^ 22, turn) < 0.5
			? 'TCP: request_sock_TCP: Possible SYN flooding on port 0.0.0.0:6432. Sending cookies.'
			: `perf: interrupt took too long (${between(salt, turn, 2500, 9000)} > 2500), lowering kernel.perf_event_max_sample_rate to 79750`;
	const at = second + 300;
	return [
		{
			at,
			text: journalLine({at: at + skewMsAt(stage, name, at), program: 'kernel', host: name, pid: 0, priority: 5}, text),
		},
	];
};

/** etcd's own JSON inside the journal: compactions, slow requests, and what it says without a majority. */
export const etcdLines: NodeLog = (stage, node, second) => {
	const member = stage.fleet.etcd.find(({ip}) => ip === node.ip);
	if (member === undefined || !isEtcdUp(member, stage.faults, second)) {
		return [];
	}

	const turn = Math.floor(second / 1000);
	const at = second + between(node.salt, turn, 0, 900);
	const line = (level: 'info' | 'warn' | 'error', msg: string, more: object) => ({
		at,
		text: journalLine(
			{at: at + skewMsAt(stage, node.name, at), program: 'etcd', host: node.name, pid: 801, priority: 6},
			JSON.stringify({
				level,
				ts: new Date(at).toISOString().replace('Z', '000Z'),
				caller: 'etcdserver/raft.go:1',
				msg,
				...more,
			}),
		),
	});
	if (!hasQuorum(stage.fleet, stage.faults, second)) {
		return turn % 2 === 0
			? [
					line('warn', 'prober detected unhealthy status', {
						'remote-peer-id': 'c3697a4fd7a20dcd',
						rtt: '0s',
						error: 'dial tcp: connect: connection refused',
					}),
				]
			: [
					line(
						'info',
						`${(node.salt % 0xff_ff_ff).toString(16)} is starting a new election at term ${12 + (turn % 1000)}`,
						{},
					),
				];
	}

	if ((turn + node.salt) % 300 === 0) {
		return [line('info', 'finished scheduled compaction', {'compact-revision': turn % 1e7, took: '3.1ms'})];
	}

	return roll(node.salt ^ 31, turn) < 1 / 200
		? [
				line('warn', 'apply request took too long', {
					took: `${between(node.salt, turn, 101, 380)}ms`,
					'expected-duration': '100ms',
				}),
			]
		: [];
};

/** Redis writes of its snapshots. */
export const redisLines: NodeLog = (stage, {ip, name, salt}, second) => {
	const turn = Math.floor(second / 1000);
	const {redis} = stage.fleet;
	if (redis.ip !== ip || (turn + salt) % 60 > 1) {
		return [];
	}

	const at = second + 120;
	const stamp = new Date(at + skewMsAt(stage, name, at));
	const [day, month] = [stamp.getUTCDate(), months[stamp.getUTCMonth()]];
	const head = `${between(redis.salt, 6379, 900, 4000)}:M ${String(day).padStart(2, '0')} ${month} ${stamp.getUTCFullYear()} ${stamp.toISOString().slice(11, 23)} *`;
	const text =
		(turn + salt) % 60 === 0 ? '10000 changes in 60 seconds. Saving...' : 'Background saving terminated with success';
	return [{at, text: `${head} ${text}`}];
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
