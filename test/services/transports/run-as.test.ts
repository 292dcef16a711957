import {expect, test} from 'vitest';
import {isSudoRefusal, runAs} from '../../../source/services/transports/run-as.ts';

test.each([
	['login', 'dba', 'id'],
	['postgres', 'dba', 'sudo -n -u postgres -- id'],
	['root', 'dba', 'sudo -n -- id'],
	['login', 'root', 'id'],
	['postgres', 'root', 'runuser -u postgres -- id'],
	['root', 'root', 'id'],
	['login', 'postgres', 'id'],
	['postgres', 'postgres', 'id'],
	['root', 'postgres', 'sudo -n -- id'],
] as const)('as %s for who logs in as %s: %s', (as, login, expected) => {
	expect(runAs({as, argv: ['id']}, login).join(' ')).toBe(expected);
});

test.each([
	'sudo: a password is required\n',
	'sudo: no tty present and no askpass program specified\n',
	'sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required\n',
	'sudo: sorry, you must have a tty to run sudo\n',
	"Sorry, user dba is not allowed to execute '/usr/bin/id' as root on pg-test-1.\n",
	'dba is not in the sudoers file.  This incident will be reported.\n',
	'sudo: unable to resolve host pg-test-1: Name or service not known\nsudo: a password is required\n',
	'bash: line 1: sudo: command not found\n',
	'sh: 1: sudo: not found\n',
])('sudo declined: %j', stderr => {
	expect(isSudoRefusal(1, stderr)).toBe(true);
});

test.each([
	[0, 'sudo: a password is required\n'],
	[1, 'sudo: unable to resolve host pg-test-1: Name or service not known\n'],
	[1, 'sudo: pgbackrest: command not found\n'],
	[2, 'tail: cannot open ‘/pg/log’ for reading: a password is required\n'],
	[1, ''],
])('the command itself failed, or nothing did: %d %j', (code, stderr) => {
	expect(isSudoRefusal(code, stderr)).toBe(false);
});
