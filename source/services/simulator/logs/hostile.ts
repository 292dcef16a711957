import type {LogProgram} from '../../../model/log.ts';
import type {NodePlan} from '../plan.ts';
import type {Stage} from '../stage.ts';
import {csvLine} from './csvlog.ts';
import type {Line} from './line.ts';
import {journalLine} from './program.ts';

/** A word that must never be seen on a screen or in a file: the tests look for it. */
export const canary = 'canary-Zt7-secret';

/** What somebody who can write to a log may write, one kind a second. */
const messages: readonly (() => string | Uint8Array)[] = [
	() => '\u001B[2J\u001B[H\u001B]0;owned\u0007\u001B[31mall is well\u001B[0m',
	() => '\u001B]52;c;cm0gLXJmIC8=\u0007 clipboard, \u009B2J one-byte CSI, \u001BP+q544e\u001B\\ device string',
	() => 'user \u202Enimda\u202C logged in \u2066hidden\u2069, \u200Bzero\u200Dwidth\uFEFF, tag \u{E0041}',
	() => `ALTER ROLE dbuser_dba PASSWORD '${canary}'`,
	() => `connection to "postgres://dbuser_dba:${canary}@10.10.10.10:5432/meta" failed`,
	() => `one line\r2026-01-01 00:00:00.000 UTC [1] LOG: another\u0000\u0008\u007F\nand a third\u2028fourth`,
	() => `${'A'.repeat(1024 ** 2)} end of a long line`,
	() =>
		new Uint8Array([
			0x62, 0x72, 0x6f, 0x6b, 0x65, 0x6e, 0x20, 0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x20, 0xf0, 0x9f,
		]),
	() =>
		`combining ${'e\u0301\u0301\u0301'.repeat(40)} family \u{1F469}\u200D\u{1F469}\u200D\u{1F467} wide \u6F22\u5B57`,
	() => 'a quote " that nobody closes, a backslash \\',
];

/** The line of one second in the form of the program whose log it is in. */
export const hostileLines = (stage: Stage, node: NodePlan, program: LogProgram, second: number): readonly Line[] => {
	const at = second + 500;
	if (!stage.faults.has('log-hostile', node.name, at)) {
		return [];
	}

	const message = messages[Math.floor(second / 1000) % messages.length]?.() ?? '';
	switch (program) {
		case 'postgres': {
			return [
				{
					at,
					text:
						typeof message === 'string'
							? csvLine({at, pid: 666, startedAt: second, level: 'error', message, user: 'guest', database: 'postgres'})
							: message,
				},
			];
		}

		case 'patroni':
		case 'haproxy':
		case 'etcd':
		case 'kernel': {
			return [{at, text: journalLine({at, program, host: node.name, pid: 666, priority: 3}, message)}];
		}

		case 'pgbouncer':
		case 'pgbackrest':
		case 'redis': {
			return [{at, text: message}];
		}
	}
};
