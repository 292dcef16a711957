import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readExtraArgs} from '../../../source/services/transports/ssh-extra-args.ts';
import {ProblemError} from '../../../source/services/world.ts';

const read = (text: string | undefined) => readExtraArgs(text, 'pg-test-1');

test.each([
	['-J ops@bastion', 'ops@bastion'],
	['-Jbastion:2222', 'bastion:2222'],
	['-o ProxyJump=ops@a,b', 'ops@a,b'],
	['-oProxyJump=a', 'a'],
	['-o "ProxyJump a"', 'a'],
	["-o 'ProxyJump = a'", 'a'],
	['-o proxyjump=none', 'none'],
	['-o ControlMaster=auto -C -J a -o ProxyJump=b', 'a'],
	['-o ProxyJump="a"', 'a'],
	[String.raw`-o ProxyJump\=a`, 'a'],
])('a jump is understood however it is written: %s', (text, jump) => {
	expect(read(text).jump).toBe(jump);
});

test.each([
	['-o ProxyCommand="ssh -W %h:%p bastion"', /ProxyCommand .* not taken\nUse ProxyJump/],
	["-o 'ProxyCommand=nc %h %p'", /ProxyCommand .* not taken\nUse ProxyJump/],
	['-oproxycommand=x', /not taken/],
	['-p 2222', /Port .* not taken\nUse ansible_port/],
	['-l dba', /Use ansible_user/],
	['-i ~/.ssh/key', /Use ansible_ssh_private_key_file/],
	['-o HostName=10.0.0.1', /Use ansible_host/],
	['-F /tmp/config', /-F .* not taken\nPut the settings into ~\/.ssh\/config/],
	['-W host:22', /-W .* not taken/],
	['-o "ProxyJump=a', /quote is not closed/],
])('what would lead elsewhere, or cannot be read, is refused: %s', (text, sentence) => {
	expect(() => read(text)).toThrow(ProblemError);
	expect(() => read(text)).toThrow(sentence);
});

test('trust is not lowered by the inventory, and it is told', () => {
	expect(read('-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o ControlPersist=60s -C')).toEqual({
		jump: undefined,
		knownHostsFile: undefined,
		notes: [
			"pg-test-1: StrictHostKeyChecking in the inventory's ssh arguments is left out",
			"pg-test-1: UserKnownHostsFile in the inventory's ssh arguments is left out",
			"pg-test-1: ControlPersist in the inventory's ssh arguments is left out",
			"pg-test-1: -C in the inventory's ssh arguments is left out",
		],
	});
});

test('a file of known hosts is taken', () => {
	expect(read('-o UserKnownHostsFile=~/fleet_hosts').knownHostsFile).toBe('~/fleet_hosts');
});

test('no arguments are no news', () => {
	for (const text of [undefined, '', '  \n ']) {
		expect(read(text)).toEqual({jump: undefined, knownHostsFile: undefined, notes: []});
	}
});

test('any text is read or refused with a sentence', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.string(), fc.string({unit: fc.constantFrom('-', 'o', 'J', ' ', '"', "'", '\\', '=', 'ProxyJump')})),
			text => {
				try {
					const {notes} = read(text);
					return Array.isArray(notes);
				} catch (error) {
					return error instanceof ProblemError;
				}
			},
		),
	);
});
