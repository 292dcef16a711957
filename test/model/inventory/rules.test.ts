import {expect, test} from 'vitest';
import {rules, type RuleId} from '../../../source/model/inventory/rules.ts';
import {readInventory} from '../../../source/model/inventory/read-inventory.ts';
import {readSample, readText} from '../../kit/inventory-sample.ts';

/** A small fleet without a fault; each rule below breaks one thing of it. */
const sound = `all:
  children:
    infra: {hosts: {10.0.0.1: {infra_seq: 1}}}
    etcd: {hosts: {10.0.0.1: {etcd_seq: 1}}}
    minio: {hosts: {10.0.0.2: {minio_seq: 1}}, vars: {minio_cluster: minio, minio_secret_key: Mine.1, minio_users: []}}
    pg-a:
      hosts:
        10.0.0.11: {pg_seq: 1, pg_role: primary}
        10.0.0.12: {pg_seq: 2, pg_role: replica}
      vars:
        pg_cluster: pg-a
        pg_vip_enabled: true
        pg_vip_address: 10.0.0.99/24
        pg_users: [{name: app, password: Mine.2}, {name: gone, state: create}]
        pg_databases: [{name: app, state: create, owner: app}]
        pg_crontab: [0 1 * * * /pg/bin/pg-backup full]
    pg-b:
      hosts: {10.0.0.21: {pg_seq: 1, pg_role: primary, pg_upstream: 10.0.0.11}}
      vars: {pg_cluster: pg-b, node_crontab: [0 2 * * * postgres pgbackrest backup]}
    cache:
      hosts: {10.0.0.31: {redis_node: 1, redis_instances: {6379: {}, 6380: {replica_of: 10.0.0.31 6379}}}}
      vars: {redis_cluster: cache, redis_password: Mine.3}
  vars:
    admin_ip: 10.0.0.1
    region: europe
    haproxy_admin_password: Mine.4
    grafana_admin_password: Mine.5
    grafana_view_password: Mine.6
    pg_admin_password: Mine.7
    pg_monitor_password: Mine.8
    pg_replication_password: Mine.9
    patroni_password: Mine.10
    pg_etcd_password: Mine.11
    etcd_root_password: Mine.12
    some_text: nothing
    pgbackrest_method: minio
    pgbackrest_repo: {minio: {type: s3, s3_endpoint: sss.pigsty, s3_key_secret: Mine.13, cipher_pass: Mine.14}}
`;

/** What to replace in the sound fleet so that the rule fires, and in which line it then does. */
const broken: Readonly<
	Record<
		Exclude<RuleId, 'file-too-large' | 'vars-file-unused'>,
		readonly [from: string | RegExp, to: string, line: number | undefined]
	>
> = {
	'file-empty': [/^[^]*$/, '', undefined],
	'vault-file': [/^/, '$ANSIBLE_VAULT;1.1;AES256\n', 1],
	'yaml-syntax': ['some_text: nothing', 'some_text: [nothing', 36],
	'yaml-tag': ['nothing', '!ruby/object nothing', 35],
	'yaml-value': ['nothing', '2030-02-31', 35],
	'yaml-key': ['some_text: nothing', '? [a]\n    : nothing', 35],
	'yaml-alias': ['nothing', '*nothing', 35],
	'yaml-too-large': ['nothing', '['.repeat(300) + ']'.repeat(300), 35],
	'yaml-documents': [/$/, '---\nall: {}\n', 38],
	'duplicate-key': ['some_text: nothing', 'region: europe', 35],
	'bad-structure': ['{10.0.0.21: {', '{10.0.0.22: [1], 10.0.0.21: {', 18],
	'unknown-key': ['    cache:\n', '    cache:\n      host: {}\n', 21],
	'group-name': ['    cache:\n', '    1: {hosts: {10.0.0.41: }}\n    cache:\n', 20],
	'group-loop': ['    cache:\n', '    cache:\n      children: {cache: }\n', 21],
	'group-empty': ['    cache:\n', '    nobody:\n    cache:\n', 20],
	'group-priority': ['{redis_cluster', '{ansible_group_priority: most, redis_cluster', 22],
	'name-clash': ['    cache:\n', '    10.0.0.31: {hosts: {10.0.0.31: }}\n    cache:\n', 20],
	'host-range': ['{10.0.0.31:', '{"10.0.0.[1:]": , 10.0.0.31:', 21],
	'wrong-type': ['pg_cluster: pg-b', 'pg_cluster: pg-b, pg_port: high', 19],
	templated: ['nothing', '"{{ nothing }}"', 35],
	vault: ['nothing', '!vault x', 35],
	'missing-all': [/^all:/, 'some:', undefined],
	'missing-children': [/children:[^]*?\n {2}vars/, 'hosts: {10.0.0.1: }\n  vars', 1],
	'missing-vars': [/\n {2}vars:[^]*$/, '\n', 1],
	'admin-ip': ['admin_ip: 10.0.0.1', 'admin_ip: admin.example.org', 24],
	'admin-ip-placeholder': ['admin_ip: 10.0.0.1', 'admin_ip: 10.10.10.10', 24],
	region: ['europe', 'mars', 25],
	'missing-group': [/\n {4}etcd: .*/, '', undefined],
	'host-address': ['{10.0.0.31:', '{cache.example.org:', 21],
	'host-in-two-clusters': ['{10.0.0.21: {', '{10.0.0.12: {}, 10.0.0.21: {', 9],
	'missing-seq': ['{pg_seq: 2, pg_role', '{pg_role', 9],
	'invalid-seq': ['pg_seq: 2', 'pg_seq: two', 9],
	'duplicate-instance': ['pg_seq: 2', 'pg_seq: 1', 9],
	'cluster-name': [/pg-b\b/g, 'pg_b', 19],
	'cluster-group': ['pg_cluster: pg-b', 'pg_cluster: pg-c', 19],
	'cluster-prefix': [/pg-b\b/g, 'pg-abc', 11],
	'cluster-mismatch': ['{pg_seq: 2', '{pg_version: 17, pg_seq: 2', 9],
	'pg-role': ['replica}', 'follower}', 9],
	'no-primary': ['{pg_seq: 1, pg_role: primary}', '{pg_seq: 1, pg_role: offline}', 11],
	'several-primaries': ['replica}', 'primary}', 9],
	'pg-upstream': ['pg_upstream: 10.0.0.11', 'pg_upstream: pg-a', 18],
	'pg-upstream-unknown': ['pg_role: replica}', 'pg_role: replica, pg_upstream: 10.0.0.21}', 9],
	landmine: ['state: create, owner', 'state: recreate, owner', 15],
	'no-backup-schedule': ['/pg/bin/pg-backup full', '/usr/bin/true', 11],
	'backup-repository': ['pgbackrest_method: minio', 'pgbackrest_method: tape', 36],
	vip: ['10.0.0.99/24', '10.0.0.99', 13],
	'duplicate-vip': ['10.0.0.99/24', '10.0.0.21/24', 13],
	'port-conflict': ['pg_cluster: pg-b', 'pg_cluster: pg-b, patroni_port: 5432', 18],
	'external-instance': ['{infra_seq: 1}', '{infra_seq: 1, pg_exporters: {20001: {pg_cluster: pg-x, pg_seq: 1}}}', 3],
	'redis-instances': ['{6379: {},', '{http: {},', 21],
	'default-password': ['Mine.10', 'Patroni.API', 32],
	'no-password': [', redis_password: Mine.3', '', undefined],
	'weak-etcd-password': ['Mine.11', "''", 33],
	'password-on-command-line': ['nothing', 'nothing\n    ansible_ssh_common_args: sshpass -p Jump.1', 36],
};

test('a sound inventory has no problem', () => {
	expect(readText(sound).problems).toEqual([]);
});

test.each(Object.entries(broken).map(([rule, change]) => [rule, ...change] as const))(
	'%s fires where it is broken, and names no secret',
	(rule, from, to, line) => {
		const text = sound.replace(from, to);
		expect(text).not.toBe(sound);
		const {problems} = readText(text);
		expect(problems.filter(problem => problem.rule === rule).map(problem => problem.line)).toContain(line);
		expect(JSON.stringify(problems)).not.toMatch(/Mine\.|Jump\.1|Patroni\.API/);
	},
);

test('every rule that can be broken is in the table, but for the two that need other files', () => {
	const others = readInventory([
		{path: 'pigsty.yml', text: sound},
		{path: 'group_vars/nobody.yml', text: 'a: 1'},
		{path: 'group_vars/cache.yml', text: '#'.repeat(5 * 1024 ** 2)},
	]);
	const found = [...Object.keys(broken), ...others.problems.map(({rule}) => rule)];
	expect(found.sort()).toEqual(Object.keys(rules).sort());
});

test('the sentences are these', async () => {
	const {problems} = readSample('mistakes.yml');
	const page = problems
		.map(({line, severity, rule, text}) => `${line ?? '-'} ${severity} ${rule}\n    ${text}\n`)
		.join('');
	await expect(page).toMatchFileSnapshot('mistakes.problems.txt');
});
