import type {Phase} from '../cluster-state.ts';
import type {Line} from './line.ts';
import {journalLine, type MemberLog} from './program.ts';

const pid = 901;
/** Three checks, two seconds apart, until a server is called up or down. */
const noticedMs = 6000;

/** A line for each server whose health check changed its mind. */
export const haproxyLines: MemberLog = ({scene: {state, cluster}, member, skewMs}, second) =>
	state.phases.flatMap((phase, index): readonly Line[] => {
		const before = state.phases[index - 1];
		const at = phase.from + noticedMs;
		if (before === undefined || at < second || at >= second + 1000) {
			return [];
		}

		return cluster.members.flatMap(({name}, order) =>
			(['primary', 'replica', 'default'] as const).flatMap(service => {
				const [was, is] = [isUp(before, order, name, service), isUp(phase, order, name, service)];
				const text = is
					? `[WARNING]  (${pid}) : Server ${cluster.name}-${service}/${name} is UP, reason: Layer7 check passed, code: 200, check duration: 3ms. 1 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.`
					: `[WARNING]  (${pid}) : Server ${cluster.name}-${service}/${name} is DOWN, reason: Layer7 wrong status, code: 503, info: "Service Unavailable", check duration: 2ms. 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.`;
				return was === is
					? []
					: [
							{
								at,
								text: journalLine(
									{at: at + skewMs, program: 'haproxy', host: member.plan.name, pid, priority: 4},
									text,
								),
							},
						];
			}),
		);
	});

const isUp = (phase: Phase, order: number, name: string, service: 'primary' | 'replica' | 'default') => {
	const member = phase.members[order];
	return member?.postgres === 'running' && (service === 'replica' || (member.primary && phase.leader === name));
};
