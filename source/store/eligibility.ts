import {size} from '../format/size.ts';
import {isLeaderUp, type MemberView, type PgView} from './pg-view.ts';

/** Whether Patroni would promote a member if the leader went now, and why not. `undefined`: we cannot tell. */
export type Eligibility = {readonly eligible: boolean | undefined; readonly reason: string | undefined};

/** Patroni's own limit when the configuration does not say. https://patroni.readthedocs.io/en/latest/dynamic_configuration.html */
const defaultLagMaxBytes = 1_048_576;

export const eligibility = (view: PgView, {name, live}: MemberView): Eligibility => {
	if (view.ha.current === undefined) {
		return {eligible: undefined, reason: 'Patroni does not answer'};
	}

	if (live === undefined) {
		return {eligible: false, reason: 'Patroni does not list it'};
	}

	if (view.leader?.name === name) {
		return {eligible: undefined, reason: undefined};
	}

	const reason = obstacles.map(obstacle => obstacle(live, view)).find(text => text !== undefined);
	return {eligible: reason === undefined, reason};
};

type Obstacle = (live: NonNullable<MemberView['live']>, view: PgView) => string | undefined;

export const lagMaxBytes = ({config}: PgView) => config?.maximumLagOnFailoverBytes ?? defaultLagMaxBytes;

/** In the order in which they matter: the first one is told. */
const obstacles: readonly Obstacle[] = [
	({tags}) => (tags['nofailover'] === true || tags['failover_priority'] === 0 ? 'tagged nofailover' : undefined),
	// A streaming replica is `running` for Patroni 3. Once the leader is down nobody streams, and that keeps nobody from it.
	({state}, view) =>
		state === 'streaming' || state === 'running' || (state === 'in archive recovery' && !isLeaderUp(view))
			? undefined
			: `not streaming: ${state}`,
	({timeline}, {leader}) =>
		timeline !== undefined && leader?.timeline !== undefined && timeline !== leader.timeline
			? `on timeline ${timeline}, the leader on ${leader.timeline}`
			: undefined,
	({lagBytes}) => (lagBytes === undefined ? 'its lag is unknown' : undefined),
	({lagBytes = 0}, view) =>
		lagBytes > lagMaxBytes(view)
			? `${size(lagBytes)} behind, maximum_lag_on_failover is ${size(lagMaxBytes(view))}`
			: undefined,
	({role}, {config}) =>
		config !== undefined && config.synchronousMode !== false && role === 'replica'
			? 'not a synchronous standby'
			: undefined,
];
