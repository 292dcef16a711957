import type {LogProgram} from '../../../model/log.ts';
import type {MemberState, Phase} from '../cluster-state.ts';
import type {NodePlan} from '../plan.ts';
import type {Scene, Stage} from '../stage.ts';
import type {Line} from './line.ts';

/** A member whose log is written, with the role it had at the time of the line. */
export type MemberContext = {
	readonly scene: Scene;
	readonly member: MemberState;
	readonly role: Pick<MemberState, 'postgres' | 'primary'>;
	readonly phase: Phase;
	/** How far the host's clock is ahead. */
	readonly skewMs: number;
};

/** What a program of a member writes in one second (epoch ms, a whole second), in order. */
export type MemberLog = (context: MemberContext, second: number) => readonly Line[];

/** The same for programs that have no member. */
export type NodeLog = (stage: Stage, node: NodePlan, second: number) => readonly Line[];

/** `journalctl -o json`: what systemd's journal says of one line. A message that is not printable text comes as its bytes. */
export const journalLine = (
	entry: {
		readonly at: number;
		readonly program: LogProgram;
		readonly host: string;
		readonly pid: number;
		readonly priority: number;
	},
	message: string | Uint8Array,
): string => {
	const {at, program, host, pid, priority} = entry;
	const micros = String(Math.floor(at) * 1000 + (Math.floor(at) % 997));
	return JSON.stringify({
		__CURSOR: `s=330e75bb23ed49f095a35451c064cdb6;i=${Math.floor(at / 1000).toString(16)};b=${machineId};t=${Number(micros).toString(16)}`,
		__REALTIME_TIMESTAMP: micros,
		__MONOTONIC_TIMESTAMP: String(Math.floor(at % 1e10) * 1000),
		_BOOT_ID: machineId,
		PRIORITY: String(priority),
		_TRANSPORT: program === 'kernel' ? 'kernel' : 'stdout',
		SYSLOG_IDENTIFIER: program,
		_HOSTNAME: host,
		...(program !== 'kernel' && {_PID: String(pid), _COMM: program, _SYSTEMD_UNIT: `${program}.service`}),
		MESSAGE: typeof message === 'string' ? message : [...message],
	});
};

const machineId = 'a57ebd1be6d549a19d39458f1fad3485';
