import fc from 'fast-check';
import {expect, test} from 'vitest';
import {carriesSecret, isSecretName} from '../../../../source/model/inventory/secrets/secret-names.ts';
import {isSecret, reveal} from '../../../../source/model/secret.ts';
import {inventoryOf, readText} from '../../../kit/inventory-sample.ts';

test.each([
	'pg_admin_password',
	'patroni_password',
	'redis_password',
	'ansible_ssh_pass',
	'ansible_become_pass',
	'ansible_sudo_pass',
	'vip_auth_pass',
	'minio_secret_key',
	's3_key',
	's3_key_secret',
	'cipher_pass',
	'pgsodium_key',
	'grafana_pgurl',
	'mongo_pgurl',
	'pg_exporter_url',
	'nginx_users',
	'JWT_SECRET',
	'ANON_KEY',
	'OPENAI_API_KEY',
	'POSTGRES_PASSWORD',
	'PGPASSWORD',
	'access_token',
	'credentials',
])('%s is the name of a secret', name => {
	expect(isSecretName(name)).toBe(true);
});

test.each([
	'pg_cluster',
	'pg_pwd_enc',
	'pg_dbsu',
	'bypassrls',
	'minio_access_key',
	'storage_ca_file',
	'ansible_ssh_private_key_file',
	'ssl_key_file',
	'node_admin_pk_list',
	'cipher_type',
	'keepalive',
	'pg_monitor_username',
	'ansible_user',
])('%s is not', name => {
	expect(isSecretName(name)).toBe(false);
});

test.each([
	'postgres://user:hidden@host/db',
	'http://proxy:hidden@proxy.example:8080',
	'redis://:hidden@host:6379/1',
	'host=10.0.0.1 password=hidden',
	'--storage.secret_key: hidden',
	'sshpass -p hidden ssh bastion',
])('%s carries a secret', text => {
	expect(carriesSecret(text)).toBe(true);
});

test.each([
	'https://repo.pigsty.io/yum',
	'postgres:///postgres',
	'00 01 * * * /pg/bin/pg-backup full',
	'admin@example.org',
	'passive',
])('%s does not', text => {
	expect(carriesSecret(text)).toBe(false);
});

const varsOf = (yaml: string) =>
	inventoryOf(readText(`all: {children: {g: {hosts: {10.0.0.1: ${yaml}}}}}`)).hostVars['10.0.0.1'];

test('secrets are wrapped at any depth; what hides nothing stays readable', () => {
	const vars = varsOf(
		'{pg_users: [{name: a, password: hidden}], nginx_users: {ops: hidden}, redis_password: "", token: 12345, use_token: yes, secret: , apps: {x: {conf: {URL: "http://u:hidden@h"}}}, v_password: !vault x}',
	);
	expect(JSON.stringify(vars)).not.toMatch(/hidden|12345/);
	expect(vars).toMatchObject({
		redis_password: '',
		use_token: true,
		secret: null,
		v_password: '<vault>',
		pg_users: [{name: 'a'}],
	});
	expect(isSecret(vars?.['token']) && reveal(vars['token'])).toBe('12345');
});

const name = fc.constantFrom(
	'password',
	'pg_admin_password',
	'secret_key',
	'api_token',
	'DB_PASSWORD',
	'grafana_pgurl',
);
const tree = fc.letrec<{node: unknown}>(tie => ({
	node: fc.oneof(
		{maxDepth: 4},
		fc.constant({plain: 'x'}),
		fc.array(tie('node'), {maxLength: 3}),
		fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('node'), {maxKeys: 3}),
		name.map(key => ({[key]: 'S3cr3t'})),
		name.map(key => ({[key]: ['S3cr3t', {deep: 'S3cr3t'}]})),
		fc.constant({dsn: 'postgres://x:S3cr3t@h/db'}),
	),
})).node;

test('no secret of any shape gets out of a reading', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.constantFrom('pg_users', 'extra', 'all_password'), tree, {maxKeys: 3}), vars => {
			const reading = readText(JSON.stringify({all: {children: {g: {hosts: {'10.0.0.1': vars}, vars}}, vars}}));
			expect(JSON.stringify(reading)).not.toContain('S3cr3t');
		}),
	);
});
