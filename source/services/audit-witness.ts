import type {ChainLink} from '../safety/audit-chain.ts';
import {systemLog, type SystemLog} from './transports/system-log.ts';

/** Somebody else who is told where a chain ends, so that a cut end is seen. */
export type AuditWitness = {
	/** Whether it was heard. */
	readonly tell: (link: ChainLink) => Promise<boolean>;
	/** All that is still known, the oldest first. */
	readonly recall: () => Promise<readonly ChainLink[]>;
};

/** The system's own log; a line names the state directory, as one user may have several. */
export const systemWitness = (home: string, uid: number, log: SystemLog = systemLog): AuditWitness => ({
	tell: ({seq, hash}) => log.tell(`audit head ${seq} ${hash} ${home}`),
	recall: async () => (await log.read(uid)).flatMap(line => linkIn(line, home) ?? []),
});

const linkIn = (line: string, home: string): ChainLink | undefined => {
	const [, seq, hash, place] = /^audit head (\d+) ([0-9a-f]{64}) (.*)$/.exec(line) ?? [];
	return seq === undefined || hash === undefined || place !== home ? undefined : {seq: Number(seq), hash};
};
