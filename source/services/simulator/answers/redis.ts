import type {RedisPlan} from '../plan.ts';
import {between, drift, hex} from '../random.ts';
import type {Stage} from '../stage.ts';

/** `redis-cli INFO` of one instance of the replica set, Redis 7.2; lines end as Redis ends them. */
export const redisInfo = ({fleet: {redis}, startedAt, now}: Stage, port: number): string => {
	const isMaster = port === redis.ports[0];
	const upSeconds = Math.floor((now - startedAt) / 1000) + between(redis.salt, port, 86_400, 86_400 * 60);
	const usedBytes = Math.round(1.1e9 + 4e8 * drift(redis.salt, now, 600_000) + port);
	const operations = Math.round((isMaster ? 5200 : 900) * (0.7 + 0.6 * drift(redis.salt ^ port, now, 5000)));
	const offset = Math.floor((now - startedAt) * 2.1 + 9e10);
	return [
		'# Server',
		'redis_version:7.2.7',
		'redis_mode:standalone',
		'os:Linux 6.1.0-31-amd64 x86_64',
		`process_id:${between(redis.salt, port, 900, 4000)}`,
		`run_id:${hex(redis.salt, port, 40)}`,
		`tcp_port:${port}`,
		`uptime_in_seconds:${upSeconds}`,
		`uptime_in_days:${Math.floor(upSeconds / 86_400)}`,
		'',
		'# Clients',
		`connected_clients:${between(redis.salt, Math.floor(now / 5000), 60, 90)}`,
		'maxclients:10000',
		'blocked_clients:0',
		'',
		'# Memory',
		`used_memory:${usedBytes}`,
		`used_memory_human:${(usedBytes / 1024 ** 3).toFixed(2)}G`,
		`used_memory_rss:${Math.round(usedBytes * 1.08)}`,
		`maxmemory:${4 * 1024 ** 3}`,
		'maxmemory_human:4.00G',
		'maxmemory_policy:allkeys-lru',
		'mem_fragmentation_ratio:1.08',
		'',
		'# Persistence',
		'loading:0',
		'rdb_last_bgsave_status:ok',
		'aof_enabled:1',
		'aof_last_write_status:ok',
		'',
		'# Stats',
		`instantaneous_ops_per_sec:${operations}`,
		'rejected_connections:0',
		'',
		'# Replication',
		...replicationLines(redis, port, offset),
		'',
	].join('\r\n');
};

const replicationLines = (
	{ports: [master, ...replicas], ip}: RedisPlan,
	port: number,
	offset: number,
): readonly string[] =>
	port === master
		? [
				'role:master',
				`connected_slaves:${replicas.length}`,
				...replicas.map(
					(replica, index) => `slave${index}:ip=${ip},port=${replica},state=online,offset=${offset},lag=0`,
				),
				`master_repl_offset:${offset}`,
			]
		: [
				'role:slave',
				`master_host:${ip}`,
				`master_port:${master}`,
				'master_link_status:up',
				'master_last_io_seconds_ago:0',
				'master_sync_in_progress:0',
				`slave_repl_offset:${offset}`,
				'slave_read_only:1',
				'connected_slaves:0',
				`master_repl_offset:${offset}`,
			];
