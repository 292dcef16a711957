import type {ClusterPlan, FleetPlan, MemberPlan} from './plan.ts';
import {hex, saltOf} from './random.ts';

/** The `pigsty.yml` of exactly this fleet, in the form that Pigsty's own examples have. No password in it is a default. */
export const pigstyYml = (plan: FleetPlan): string => {
	const secretOf = (name: string) => `sim-${hex(saltOf(plan.seed, name), 0, 20)}`;
	return `---
# A simulated fleet: nothing here exists.
all:
  children:

    infra: { hosts: { ${plan.adminIp}: { infra_seq: 1${inNodeOfPostgres(plan) ? '' : ', nodename: infra-1'} } } }

    etcd:
      hosts:
${plan.etcd.map(({ip, seq}) => `        ${ip}: { etcd_seq: ${seq}${ip === plan.adminIp ? '' : `, nodename: etcd-${seq}`} }`).join('\n')}
      vars: { etcd_cluster: etcd, etcd_safeguard: true }

    minio:
      hosts:
${plan.minio.map(({ip, seq, name}) => `        ${ip}: { minio_seq: ${seq}, nodename: ${name} }`).join('\n')}
      vars:
        minio_cluster: minio
        minio_safeguard: true
        minio_users:
          - { access_key: pgbackrest, secret_key: ${secretOf('s3')}, policy: pgsql }

    ${plan.redis.cluster}:
      hosts:
        ${plan.redis.ip}:
          redis_node: 1
          nodename: ${plan.redis.node}
          redis_instances: { ${redisInstances(plan)} }
      vars: { redis_cluster: ${plan.redis.cluster}, redis_max_memory: 4GB, redis_safeguard: true, redis_password: ${secretOf('redis')} }

${plan.clusters.map(cluster => clusterYml(cluster, secretOf)).join('\n')}
  vars:
    version: v4.1.0
    admin_ip: ${plan.adminIp}
    region: default
    pg_version: 18
    pg_conf: oltp.yml
    pg_safeguard: true
    pgbackrest_method: minio
    pgbackrest_repo:
      local: { path: /pg/backup, retention_full_type: count, retention_full: 2 }
      minio:
        type: s3
        s3_endpoint: sss.pigsty
        s3_bucket: pgsql
        s3_key: pgbackrest
        s3_key_secret: ${secretOf('s3')}
        s3_uri_style: path
        path: /pgbackrest
        storage_port: 9000
        storage_ca_file: /etc/pki/ca.crt
        cipher_type: aes-256-cbc
        cipher_pass: ${secretOf('cipher')}
        retention_full_type: time
        retention_full: 14
    grafana_admin_password: ${secretOf('grafana')}
    grafana_view_password: ${secretOf('grafana view')}
    pg_admin_password: ${secretOf('dba')}
    pg_monitor_password: ${secretOf('monitor')}
    pg_replication_password: ${secretOf('replicator')}
    patroni_password: ${secretOf('patroni')}
    haproxy_admin_password: ${secretOf('haproxy')}
    etcd_root_password: ${secretOf('etcd')}
    pg_etcd_password: ${secretOf('etcd pg')}
    minio_access_key: simadmin
    minio_secret_key: ${secretOf('minio')}
`;
};

/** Pigsty names such a host after its PostgreSQL instance, whatever `nodename` says. */
const inNodeOfPostgres = ({clusters, adminIp}: FleetPlan) =>
	clusters.some(cluster => cluster.members.some(member => member.ip === adminIp));

const redisInstances = ({redis}: FleetPlan) =>
	redis.ports
		.map((port, index) => `${port}: { ${index === 0 ? '' : `replica_of: '${redis.ip} ${redis.ports[0]}' `}}`)
		.join(', ');

const clusterYml = (cluster: ClusterPlan, secretOf: (name: string) => string) => `    ${cluster.name}:
      hosts:
${cluster.members.map(memberYml).join('\n')}
      vars:
        pg_cluster: ${cluster.name}
        pg_version: ${Math.floor(cluster.versionNumber / 10_000)}
        pg_conf: ${cluster.conf}
${cluster.repository === 'local' ? '        pgbackrest_method: local\n' : ''}        pg_users:
${cluster.databases
	.map(
		({owner}) =>
			`          - { name: ${owner}, password: ${secretOf(owner)}, pgbouncer: true, roles: [ dbrole_readwrite ] }`,
	)
	.join('\n')}
        pg_databases:
${cluster.databases.map(({name, owner}) => `          - { name: ${name}, owner: ${owner} }`).join('\n')}
        pg_crontab: [ ${crontab(cluster)
					.map(line => `'${line}'`)
					.join(', ')} ]
`;

const memberYml = ({ip, seq, inventoryRole}: MemberPlan) =>
	`        ${ip}: { pg_seq: ${seq}, pg_role: ${inventoryRole}${inventoryRole === 'offline' ? ', pg_offline_query: true' : ''} }`;

const crontab = ({schedule: {every, hour}}: ClusterPlan) => {
	const at = `00 ${String(hour).padStart(2, '0')} * *`;
	return every === 'daily'
		? [`${at} * /pg/bin/pg-backup full`]
		: [`${at} 1 /pg/bin/pg-backup full`, `${at} 2,3,4,5,6,7 /pg/bin/pg-backup incr`];
};
