import type {MemberState} from '../cluster-state.ts';
import {drift, roll} from '../random.ts';
import type {Scene} from '../stage.ts';
import {tpsAt} from '../workload.ts';

/** How busy one member is; everything that counts sessions is made from this. */
export type Load = {
	readonly connections: number;
	readonly active: number;
	readonly idleInTransaction: number;
	readonly waitingOnLock: number;
	readonly longestTransactionMs: number | undefined;
	readonly longestQueryMs: number | undefined;
	/** Clients that wait in pgbouncer for a connection. */
	readonly queued: number;
};

export const loadOf = ({stage, cluster}: Scene, member: MemberState): Load => {
	const {salt, name} = member.plan;
	const second = Math.floor(stage.now / 1000) * 1000;
	// The leader has all the writes; the standbys share the reads.
	const part = member.primary ? 1 : 0.35;
	const busy = tpsAt(cluster, second) / cluster.tps;
	const base = Math.round(cluster.sessions * part * (0.75 + 0.25 * busy + 0.15 * drift(salt, second, 20_000)));
	const pile = member.primary ? stage.faults.find('lock-pile-up', cluster.name, stage.now) : undefined;
	const piled = pile === undefined ? 0 : Math.min(120, Math.floor((stage.now - pile.from) / 1000));
	const active = Math.max(1, Math.round(base * 0.12 * busy * (0.6 + 0.8 * drift(salt ^ 5, second, 4000))));
	const idle = roll(salt ^ 9, Math.floor(second / 3000)) < 0.4 ? 1 : 0;
	const longestMs = Math.round(40 + 2500 * drift(salt ^ 11, second, 7000) ** 4);
	return {
		connections: Math.min(base + piled, cluster.maxConnections - 12),
		active: active + piled,
		idleInTransaction: idle + (pile ? 1 : 0),
		waitingOnLock: piled,
		longestTransactionMs: pile ? Math.round(stage.now - pile.from) + 8000 : longestMs + 15 * name.length,
		longestQueryMs: pile && piled > 1 ? Math.round(stage.now - pile.from) : longestMs,
		queued: piled > 40 ? piled - 40 : 0,
	};
};
