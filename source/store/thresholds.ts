import type {Thresholds} from './state.ts';

const mebibyte = 1024 ** 2;

/** What `config.yml` overrides by name. */
export const defaultThresholds: Thresholds = {
	lagBytes: 16 * mebibyte,
	lagSeconds: 30,
	diskUsedFraction: 0.85,
	diskCriticalFraction: 0.95,
	connectionsFraction: 0.8,
	/** A daily backup and two hours for it to run. */
	backupAgeHours: 26,
	slotRetainedBytes: 4096 * mebibyte,
	clockSkewMs: 2000,
	/** Pigsty ends sessions that are idle in a transaction after ten minutes, so five leave time to look. */
	idleInTransactionMinutes: 5,
	longTransactionMinutes: 60,
	/** Pigsty sets autovacuum_freeze_max_age to a thousand million, which is 0.47: below that an age is normal. */
	xidFraction: 0.6,
	xidCriticalFraction: 0.8,
	poolWaitMs: 1000,
	staleIntervals: 3,
};
