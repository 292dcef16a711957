import {type Note, timing} from '../cluster-state.ts';
import {secondsText} from './line.ts';
import type {MemberContext, MemberLog} from './program.ts';
import {journalLine} from './program.ts';

const pid = 1101;

/** What Patroni says in each loop of an uneventful life. */
export const patroniLines: MemberLog = (context, second) => {
	const {member, scene, skewMs} = context;
	const offset = member.plan.salt % (timing.loopMs / 1000);
	if (
		(Math.floor(second / 1000) + offset) % (timing.loopMs / 1000) !== 0 ||
		scene.stage.faults.has('patroni-down', member.plan.name, second)
	) {
		return [];
	}

	const at = second + 40 + (member.plan.salt % 300);
	return [{at, text: patroniText(at + skewMs, member.plan.name, 'info', loopText(context, second))}];
};

const loopText = ({scene: {stage, cluster}, member, role, phase}: MemberContext, second: number) => {
	const {name} = member.plan;
	const pause = stage.faults.has('patroni-paused', cluster.name, second) ? 'PAUSE: ' : '';
	if (role.postgres === 'starting' || role.postgres === 'crashed') {
		return `${pause}Lock owner: ${phase.leader ?? 'None'}; I am ${name}`;
	}

	return phase.leader === name
		? `${pause}no action. I am (${name}), the leader with the lock`
		: `${pause}no action. I am (${name}), a secondary, and following a leader (${phase.leader ?? 'None'})`;
};

export const patroniNote = (note: Note, skewMs: number): string =>
	patroniText(note.at + skewMs, note.member, note.level, note.text);

/** Patroni's own line inside a line of the journal. All of it goes to stdout, so the journal calls all of it information. */
const patroniText = (at: number, host: string, level: Note['level'], text: string) =>
	journalLine(
		{at, program: 'patroni', host, pid, priority: 6},
		`${secondsText(at)} +0000 ${level.toUpperCase()}: ${text}`,
	);
