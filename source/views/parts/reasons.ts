import type {PlacedLog} from '../../store/lists/placed-list.ts';
import type {State} from '../../store/state.ts';

/** Why there is no cluster to show. */
export const emptyReason = ({inventory}: State): string => {
	if (inventory.model !== undefined) {
		return 'the inventory names no cluster';
	}

	const [worst] = inventory.problems;
	return worst === undefined
		? 'the inventory is being read'
		: `the inventory cannot be used: line ${worst.line ?? '?'}: ${worst.text} — i shows all`;
};

/** Why there is no log to show: nothing asked for, not open yet, or cannot be read. */
export const logEmptyReason = (state: State, subject: string | undefined): string => {
	const streams = Object.values(state.streams);
	const failed = streams.find(({state: now}) => now === 'failed');
	if (state.ui.logLevel !== 'all') {
		return `nothing at level ${state.ui.logLevel} or worse; L changes the level`;
	}

	if (failed?.problem !== undefined) {
		return `${failed.ip} ${failed.program}: ${failed.problem.split('\n')[0] ?? ''}`;
	}

	return streams.length === 0
		? `no log is followed${subject === undefined ? '' : ` of ${subject}`} yet`
		: 'the logs are open; nothing was written yet';
};

/** Level, filter and what is missing: nothing is dropped in silence. */
export const logNote = (state: State, log: PlacedLog): string =>
	[
		state.ui.logLevel === 'all' ? '' : `${state.ui.logLevel}+`,
		log.list.filter === '' ? '' : `/${log.list.filter}`,
		log.dropped > 0 ? `${log.dropped} DROPPED` : '',
		log.isFollowing || log.older ? '' : log.forgotten > 0 ? `${log.forgotten} OLDER FORGOTTEN` : 'begin',
		failures(state),
		log.isFollowing ? 'live' : 'scrolled: G follows',
	]
		.filter(part => part !== '')
		.join('  ');

const failures = ({streams}: State): string => {
	const failed = Object.values(streams).filter(({state}) => state === 'failed').length;
	return failed === 0 ? '' : `${failed} of ${Object.keys(streams).length} logs cannot be read`;
};
