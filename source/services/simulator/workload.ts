import type {ClusterPlan} from './plan.ts';

/**
 * How busy a cluster is: a daily tide with shorter waves on it. The waves are sines so that their integral is exact and a
 * write position follows from the time alone.
 */
const waves = [
	{share: 0.3, periodMs: 86_400_000},
	{share: 0.17, periodMs: 311_000},
	{share: 0.11, periodMs: 37_000},
	{share: 0.05, periodMs: 7_300},
] as const;

const turn = 2 * Math.PI;

/** Transactions per second at a moment; always more than none. */
export const tpsAt = ({tps, salt}: ClusterPlan, at: number): number =>
	waves.reduce(
		(sum, {share, periodMs}, index) => sum + share * tps * Math.sin(turn * (at / periodMs) + phase(salt, index)),
		tps,
	);

/** Bytes of WAL that the leader writes in [from, to). */
export const walBytes = (plan: ClusterPlan, from: number, to: number): number => {
	const {tps, salt, walBytesPerTransaction} = plan;
	let seconds = (to - from) / 1000;
	for (let index = 0; index < waves.length; index += 1) {
		const {share, periodMs} = waves[index] ?? waves[0];
		const offset = phase(salt, index);
		const start = Math.cos(turn * ((from % periodMs) / periodMs) + offset);
		const end = Math.cos(turn * ((to % periodMs) / periodMs) + offset);
		seconds += ((share * periodMs) / 1000 / turn) * (start - end);
	}

	return seconds * tps * walBytesPerTransaction;
};

const phase = (salt: number, index: number) => ((salt >>> (index * 7)) % 628) / 100;
