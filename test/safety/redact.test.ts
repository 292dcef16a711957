import fc from 'fast-check';
import {expect, test} from 'vitest';
import {secret} from '../../source/model/secret.ts';
import {redact, redactText} from '../../source/safety/redact.ts';

test.each([
	`postgres://dba:CANARY@10.10.10.10:5432/x`,
	`ALTER ROLE x PASSWORD 'CANARY'`,
	`alter role x encrypted password E'CANARY''CANARY'`,
	`ALTER ROLE x PASSWORD $a$CANARY$a$`,
	`PGPASSWORD=CANARY psql`,
	`-e ansible_become_pass=CANARY`,
	`-e {"pg_admin_password": "CANARY with spaces"}`,
	`cipher_pass: CANARY`,
	`SCRAM-SHA-256$4096:CANARY$CANARY:CANARY`,
	`Authorization: Bearer CANARY`,
	`sshpass -p CANARY ssh x`,
	`-----BEGIN RSA PRIVATE KEY-----\nCANARY\n-----END RSA PRIVATE KEY-----`,
	`-----BEGIN PRIVATE KEY-----\nCANARY`,
	`eyJCANARY.CANARY.CANARY`,
])('%s keeps nothing of it', text => {
	expect(redactText(text)).not.toContain('CANARY');
});

test.each(['ansible-playbook pgsql.yml -l pg-test', 'SELECT pg_reload_conf()', 'SHOW password_encryption'])(
	'%s stays as it is',
	text => {
		expect(redactText(text)).toBe(text);
	},
);

test('wrapped secrets and members with the name of one are masked at any depth', () => {
	expect(redact({a: [{password: 'x', user: 'dba'}, secret('x')], b: 1, c: undefined})).toEqual({
		a: [{password: '‹secret›', user: 'dba'}, '‹secret›'],
		b: 1,
		c: undefined,
	});
});

test('masking twice is masking once', () => {
	fc.assert(
		fc.property(fc.string(), text => {
			const once = redactText(`PASSWORD '${text}' token=${text}`);
			expect(redactText(once)).toBe(once);
		}),
	);
});
