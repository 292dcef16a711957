import {age} from '../../format/age.ts';
import type {MemberView, PgView} from '../pg-view.ts';
import {fresh, listed, ofCluster, sawStatus} from './about-pg.ts';
import {change, destroy, look} from './advice.ts';
import {docs} from './docs.ts';
import {evidence, failure} from './evidence.ts';
import type {Found, Rule} from './rule.ts';

/** The store in which elections are held, as the members of a cluster see it. */
export const dcsRules: readonly Rule[] = [
	{
		id: 'dcs-unreachable',
		about: 'the members of a cluster cannot reach etcd, so no election can be held',
		docs: docs.patroniFailsafe,
		of: 'pgsql',
		holdMs: 3000,
		evaluate: view => dcsUnreachable(view),
	},
	{
		id: 'failsafe-active',
		about: 'the leader goes on without etcd, for as long as every member answers it',
		docs: docs.patroniFailsafe,
		of: 'pgsql',
		evaluate: view => {
			const active = view.members.filter(({patroni}) => fresh(patroni)?.failsafeActive === true);
			return active.length === 0
				? []
				: [
						{
							severity: 'crit',
							subject: ofCluster(view),
							title: `${view.cluster.name} runs in failsafe mode: the leader stays only while every member answers`,
							evidence: active.map(({name, patroni}) =>
								evidence('patroniStatus', name, patroni, 'failsafe_mode_is_active'),
							),
							advice: [
								look('Look at etcd: health, alarms, disks and network of its members'),
								change('Start or repair the etcd members'),
								destroy('Restart no Patroni and reboot no member before etcd is back: the leader would step down'),
							],
						},
					];
		},
	},
	{
		id: 'ha-state-unknown',
		about: 'Patroni answers, but not with the state of its cluster: roles and lag are shown as they were',
		docs: docs.patroniReplicaStates,
		of: 'pgsql',
		holdMs: 10_000,
		evaluate: view => {
			const {ha, members, cluster} = view;
			const answering = members.filter(({patroni}) => fresh(patroni) !== undefined);
			return ha.state !== 'failing' || answering.length === 0 || cutOff(view).length > 0
				? []
				: [
						{
							severity: 'warn',
							subject: ofCluster(view),
							title: `nobody tells the state of ${cluster.name}: roles and lag are shown as they were`,
							since: ha.failingSince,
							evidence: [failure('patroniCluster', cluster.name, ha), ...answering.flatMap(sawStatus)],
							advice: [
								look('Look whether the members reach etcd: without it Patroni does not answer GET /cluster'),
								look('Try it by hand: curl http://<member>:8008/cluster'),
							],
						},
					];
		},
	},
];

/** A ttl without contact is when Patroni itself gives up the lock. */
const defaultTtlSeconds = 30;

/** Members that say, or whose last contact says, that they are without the DCS. */
const cutOff = ({state, members, config}: PgView): readonly MemberView[] => {
	const limitMs = (config?.ttlSeconds ?? defaultTtlSeconds) * 1000;
	return members.filter(({patroni}) => {
		const status = fresh(patroni);
		return (
			status !== undefined &&
			(status.clusterUnlocked || status.failsafeActive || state.now - (status.dcsLastSeenAt ?? state.now) > limitMs)
		);
	});
};

const dcsUnreachable = (view: PgView): readonly Found[] => {
	const cut = view.ha.state === 'failing' ? cutOff(view) : [];
	return cut.length === 0
		? []
		: [
				{
					severity: 'crit',
					subject: ofCluster(view),
					title: `${listed(cut.map(({name}) => name))} cannot reach etcd: no leader can be elected in ${view.cluster.name}`,
					since: view.ha.failingSince,
					evidence: [
						failure('patroniCluster', view.cluster.name, view.ha),
						...cut.map(({name, patroni}) => sawDcs(view, name, patroni)),
					],
					advice: [
						look('Look at etcd: health, alarms, disks and network of its members'),
						change('Start or repair the etcd members'),
						destroy('Restart no Patroni and promote nobody by hand while a repair of etcd is minutes away'),
					],
				},
			];
};

const sawDcs = ({state}: PgView, name: string, patroni: MemberView['patroni']) => {
	const lastSeenAt = patroni.value?.dcsLastSeenAt;
	const ago = lastSeenAt === undefined ? 'never' : `${age(Math.max(0, state.now - lastSeenAt))} ago`;
	return evidence('patroniStatus', name, patroni, `reached the DCS ${ago}, ${patroni.value?.role ?? ''}`);
};
