import type {Rule} from '../call.ts';
import {verbs} from '../rule.ts';
import {inContainers} from '../rules/various.ts';

const etcd = verbs({
	options:
		'-w= -h --write-out= --endpoints= --cacert= --cert= --key= --user= --password= --command-timeout= --dial-timeout= --hex --debug --insecure-transport --insecure-skip-tls-verify --cluster --prefix --keys-only --print-value-only --count-only --from-key --limit= --order= --sort-by= --consistency= --rev= --discovery-srv=',
	verbs: {
		allowed:
			'get, version, help, endpoint status, endpoint health, endpoint hashkv, member list, alarm list, lease list, lease timetolive, auth status, user list, user get, role list, role get, snapshot status',
		destructive: 'put, del, txn, lock, elect, migrate, make-mirror, lease revoke, member remove, snapshot restore',
	},
});

const redis = verbs({
	options:
		'-37xc -h= -p= -a= -n= -s= -u= -r= -i= -t= --user= --pass= --tls --cacert= --cert= --key= --raw --no-raw --csv --json --no-auth-warning --stat --latency --latency-history --latency-dist --sni= -2 -3',
	ignoresCase: true,
	verbs: {
		allowed:
			'info, ping, role, dbsize, time, lastsave, echo, cluster info, cluster nodes, cluster slots, cluster shards, cluster links, cluster myid, cluster countkeysinslot, cluster keyslot, client list, client info, client getname, client id, latency latest, latency history, latency doctor, latency graph, memory doctor, memory stats, memory usage, memory malloc-stats, slowlog len, command, command count, command docs, module list, acl whoami, sentinel masters, sentinel master, sentinel replicas, sentinel slaves, sentinel sentinels, sentinel get-master-addr-by-name, sentinel ckquorum, sentinel myid, pubsub channels, pubsub numsub, pubsub numpat, replconf, hello',
		'business-data':
			'get, mget, getrange, strlen, keys, scan, sscan, hscan, zscan, hget, hgetall, hmget, hkeys, hvals, hlen, hexists, lrange, lindex, llen, smembers, scard, sismember, srandmember, zrange, zrangebyscore, zrevrange, zscore, zcard, zcount, zrank, xrange, xrevrange, xread, xlen, xinfo, exists, type, ttl, pttl, object, object encoding, object idletime, object freq, randomkey, dump, monitor, subscribe, psubscribe, slowlog get, config get, bitcount, getbit, geopos, pfcount',
		destructive:
			'flushall, flushdb, del, unlink, shutdown, replicaof, slaveof, cluster reset, cluster failover, cluster forget, cluster delslots, cluster flushslots, cluster setslot, failover, debug, debug segfault, debug sleep, eval, evalsha, eval_ro, fcall, fcall_ro, script, script flush, function, function flush, function delete, restore, rename, renamenx, migrate, move, swapdb, getdel, getset, expire, pexpire, expireat, lpop, rpop, spop, hdel, srem, zrem, ltrim, xtrim, xdel, sentinel failover, sentinel remove, sentinel reset, module load, module unload, acl setuser, acl deluser',
	},
});

const minio = verbs({
	options:
		'-qCr --quiet --no-color --json --debug --insecure --recursive --versions --summarize --config-dir= --depth=',
	verbs: {
		allowed:
			'ls, stat, du, tree, ready, ping, admin info, admin top, admin cluster info, ilm ls, version info, quota info, retention info',
		'business-data':
			'cat, cp, mirror, share, get, head, pipe, find, diff, sql, watch, od, share download, share upload, share list',
		destructive:
			'rb, rm, mv, undo, version suspend, retention clear, legalhold clear, replicate rm, replicate remove, ilm rm, ilm rule rm, ilm rule remove, ilm rule add, ilm add, ilm import, ilm rule import, alias remove, alias rm, admin user remove, admin user rm, admin policy remove, admin policy rm, admin decommission, admin decommission start, admin rebalance, admin bucket remote rm, admin service stop, batch start, admin object',
	},
});

const docker = verbs({
	options:
		'-aqnlsftDdv -n= --all --quiet --no-trunc --size --format= --filter= --no-stream --tail= --since= --until= --follow --timestamps --details --digests -f= -p= --file= --project-name= --volumes --remove-orphans --rmi=',
	verbs: {
		allowed:
			'ps, images, logs, stats, top, port, info, version, container ls, container ps, container list, container logs, container stats, container top, image ls, image list, image history, volume ls, network ls, system df, system info, compose ps, compose logs, compose ls, compose top, compose images, compose version, compose port, context ls, node ls, service ls, stack ls',
		destructive:
			'rm, rmi, prune, kill, container rm, container prune, container kill, image rm, image prune, volume rm, volume prune, network rm, network prune, system prune, builder prune, compose rm, compose kill, swarm leave, stack rm, service rm, config rm, secret rm, context rm',
	},
});

/** Mirroring copies, and with `--remove` it deletes what is only at the other end. */
const mirror: Rule = call => [
	...minio(call),
	...(call.args.some(({text}) => text === '--remove')
		? [{rule: 'shell.mcli.remove', class: 'destructive', text: 'deletes what the source does not have'} as const]
		: []),
];

/** Removing containers is one thing; with `-v` their data goes, too. */
const withVolumes =
	(rule: Rule): Rule =>
	call => {
		const words = call.args.map(({text}) => text);
		const down = words.includes('down') && words.some(word => /^(?:-v|--volumes|--rmi(?:=.*)?)$/.test(word));
		return [
			...rule(call),
			...(down
				? [{rule: 'shell.docker.volumes', class: 'destructive', text: 'removes volumes with their data'} as const]
				: []),
		];
	};

const redisModes: Readonly<Record<string, 'business-data' | 'destructive'>> = {
	'--bigkeys': 'business-data',
	'--memkeys': 'business-data',
	'--hotkeys': 'business-data',
	'--scan': 'business-data',
	'--rdb': 'business-data',
	'--functions-rdb': 'business-data',
	'--eval': 'destructive',
	'--pipe': 'destructive',
	'--cluster': 'destructive',
	'--cluster-yes': 'destructive',
};

const redisClient: Rule = call => {
	const [mode] = call.args.flatMap(({text}) => {
		const name = text.replace(/=.*$/s, '');
		return Object.hasOwn(redisModes, name) ? [name] : [];
	});
	const words = call.args.map(({text}) => text);
	if (mode === '--cluster' && /--cluster (?:info|check)(?: [\w.:-]+)?$/.test(words.join(' '))) {
		return [{rule: 'shell.redis-cli.cluster', class: 'allowed', text: 'redis-cli only looks at the cluster'}];
	}

	if (mode !== undefined) {
		const level = redisModes[mode] ?? 'destructive';
		return [{rule: `shell.redis-cli.${mode.slice(2)}`, class: level, text: `redis-cli ${mode} goes through the data`}];
	}

	const watching = words.some(word => /^--(?:stat|latency|latency-history|latency-dist)$/.test(word));
	return watching ? redisWatch(call) : redis(call);
};

const redisWatch = verbs({
	options:
		'-h= -p= -a= -n= -u= -i= --user= --tls --stat --latency --latency-history --latency-dist --no-auth-warning --raw',
	verbs: {},
	bare: 'allowed',
});

/** etcd, Redis, MinIO and Docker. */
export const stores: Readonly<Record<string, Rule>> = {
	etcdctl: etcd,
	etcdutl: etcd,
	'redis-cli': redisClient,
	'valkey-cli': redisClient,
	mcli: mirror,
	mc: mirror,
	docker: inContainers(withVolumes(docker)),
	podman: inContainers(withVolumes(docker)),
	'docker-compose': withVolumes(
		verbs({
			options: '-f= -p= --file= --project-name= -aqft --tail=',
			verbs: {allowed: 'ps, logs, ls, top, images, version, port', destructive: 'rm, kill'},
		}),
	),
	kubectl: verbs({verbs: {destructive: 'delete, drain, replace'}, otherwise: 'confirm'}),
};
