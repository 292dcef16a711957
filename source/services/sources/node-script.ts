import type {InventoryNode} from '../../model/inventory/inventory.ts';

/** Units that Pigsty installs, and whose state we show. */
const knownUnits = [
	'patroni',
	'postgres',
	'pgbouncer',
	'pg_exporter',
	'pgbouncer_exporter',
	'pgbackrest_exporter',
	'vip-manager',
	'haproxy',
	'node_exporter',
	'vector',
	'keepalived',
	'chronyd',
	'chrony',
	'docker',
	'nginx',
	'grafana-server',
	'vmetrics',
	'vlogs',
	'vtraces',
	'vmalert',
	'alertmanager',
	'blackbox_exporter',
	'dnsmasq',
	'etcd',
	'minio',
	'silo',
	'redis_exporter',
	'kafka',
	'mysqld',
];

/**
 * All questions to a node at once, in POSIX shell. Each answer begins with a line `@@name`. The clock is read at both ends,
 * because our own reading is of the middle. A dead NFS server must not hold us up: `df` is asked for local file systems
 * only, and what may hang has three seconds. Nothing here needs root.
 */
export const nodeScript = (node: InventoryNode): string => `export LC_ALL=C
clock() { echo @@clock; date +%s.%N; }
clock
echo @@hostname; hostname 2>/dev/null || uname -n
echo @@uptime; cat /proc/uptime
echo @@loadavg; cat /proc/loadavg
echo @@cpus; nproc 2>/dev/null || getconf _NPROCESSORS_ONLN
echo @@meminfo; grep -E '^Mem(Total|Available):' /proc/meminfo
echo @@df; timeout 3 df -PkTl
echo @@failed; timeout 3 systemctl --failed --plain --no-legend --no-pager && echo @@failed-end
echo @@units; timeout 3 systemctl show --no-pager -p Id,LoadState,ActiveState ${unitsOf(node).join(' ')}
clock
`;

/** A Redis instance is a unit of its own name. */
const unitsOf = ({roles}: InventoryNode): readonly string[] =>
	[
		...knownUnits,
		...roles.flatMap(({module, instance}) => (module === 'redis' && plain.test(instance) ? instance : [])),
	].map(unit => `${unit}.service`);

/** Anything else would be read by the shell. */
const plain = /^[\w.-]+$/;
