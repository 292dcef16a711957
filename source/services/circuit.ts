import type {Target} from '../model/target.ts';
import type {Ask} from './source.ts';
import type {ProblemError} from './world.ts';

/** What several sources share: one way to one host. `failures` in a row by anybody; open means that nobody but a probe asks. */
export type Circuit = {
	readonly failures: number;
	/** Why it opened, for those who are not even tried. Undefined while it is closed. */
	readonly openBecause: string | undefined;
};

export const closedCircuit: Circuit = {failures: 0, openBecause: undefined};

/** One slow answer may be the question's fault; two in a row, of any source, are the host's. */
const timeoutsToOpen = 2;

/** The circuit after a failure. Only a host that cannot be reached, or answers nothing, opens one: a refusal is an answer. */
export const afterFailure = (circuit: Circuit, kind: ProblemError['kind'], problem: string): Circuit => {
	if (kind === 'refused' || kind === 'answer') {
		return closedCircuit;
	}

	const failures = circuit.failures + 1;
	const isOpen = kind === 'unreachable' || failures >= timeoutsToOpen || circuit.openBecause !== undefined;
	return {failures, openBecause: isOpen ? problem : undefined};
};

/** Names the way that an ask takes. Undefined when there is none that could be shared or be down. */
export const wayOf = (target: Target, ask: Ask): string | undefined => {
	switch (ask.via) {
		case 'files':
			return undefined;
		case 'ssh':
			return `ssh to ${hostOf(target)}`;
		case 'http':
			return `${ask.service} at ${hostOf(target)}`;
		case 'patroni':
		case 'sql':
		case 'console':
			return `${ask.via} of ${target.kind} ${target.id}`;
	}
};

const hostOf = (target: Target): string => {
	switch (target.kind) {
		case 'instance':
		case 'node':
		case 'redis':
			return target.node.ip;
		case 'etcd':
		case 'infra':
			return target.ip;
		case 'cluster':
			return target.id;
	}
};
