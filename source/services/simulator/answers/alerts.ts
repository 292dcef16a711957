import type {Applied} from '../fault-log.ts';
import type {Fault} from '../fault.ts';
import type {ClusterPlan} from '../plan.ts';
import {saltOf} from '../random.ts';
import {usedFraction} from './disk.ts';
import {leaderOf, sceneOf, type Stage} from '../stage.ts';

/** `GET /api/v1/alerts` of vmalert with Pigsty's rules: what they would say of the faults in force. */
export const alertsJson = (stage: Stage): string => {
	const alerts = stage.faults
		.all()
		.filter(({from, until}) => from <= stage.now && stage.now < until)
		.flatMap(applied => alertsOf(stage, applied));
	// An empty list is `null` there.
	return JSON.stringify({status: 'success', data: {alerts: alerts.length > 0 ? alerts : null}});
};

type Rule = {
	readonly name: string;
	readonly severity: 'CRIT' | 'WARN' | 'INFO';
	readonly category: 'pgsql' | 'node' | 'etcd';
	/** How long the condition must hold before the alert fires. */
	readonly forMs: number;
	readonly expression: string;
	readonly value: string;
};

const alertsOf = (stage: Stage, {fault, from}: Applied): readonly object[] =>
	rulesOf(stage, fault).flatMap(rule => {
		const activeAt = from + scrapeMs;
		if (stage.now < activeAt) {
			return [];
		}

		return [alert(stage, fault.on, rule, activeAt)];
	});

/** Metrics are taken every ten seconds. */
const scrapeMs = 10_000;
const minuteMs = 60_000;

const crit = (category: Rule['category'], name: string, expression: string, value = '0', forMs = minuteMs): Rule => ({
	name,
	severity: 'CRIT',
	category,
	forMs,
	expression,
	value,
});

const warn = (...rule: Parameters<typeof crit>): Rule => ({...crit(...rule), severity: 'WARN'});

/** What Pigsty's rules say of each fault. */
const rulesOf = (stage: Stage, fault: Fault): readonly Rule[] => {
	switch (fault.kind) {
		case 'node-down':
		case 'node-frozen':
			return [crit('node', 'NodeDown', 'node_up < 1')];
		case 'postgres-crash':
			return [crit('pgsql', 'PostgresDown', 'pg_up < 1')];
		case 'patroni-down':
			return [crit('pgsql', 'PatroniDown', 'patroni_up < 1'), ...partition(stage, fault.on)];
		case 'etcd-down':
			return [crit('etcd', 'EtcdServerDown', 'etcd_up < 1')];
		case 'receive-slow':
		case 'replay-slow':
		case 'replay-paused':
		case 'receiver-down':
			return [warn('pgsql', 'PostgresReplicationLag', 'pg:ins:lag_bytes > 1048576', '1400000000')];
		case 'disk-filling':
			return isFull(stage, fault.on)
				? [warn('node', 'NodeFsSpaceFull', 'node:fs:space_usage > 0.90', String(fault.fraction))]
				: [];
		case 'clock-skew':
			return [warn('node', 'NodeTimeDrift', 'node:ins:time_drift > 1', String(fault.ms / 1000))];
		case 'lock-pile-up':
			return [crit('pgsql', 'PgbouncerClientQueue', 'pgbouncer:ins:waiting_clients > 1', '12')];
		// Nobody watches these: backups, archiving, settings that wait, slots, pause.
		case 'link-latency':
		case 'unit-failed':
		case 'patroni-paused':
		case 'pending-restart':
		case 'archive-failing':
		case 'backup-missing':
		case 'slot-idle':
		case 'wrong-answers':
		case 'log-flood':
		case 'log-hostile':
			return [];
	}
};

const isFull = (stage: Stage, name: string) => {
	const node = stage.index.nodeByName.get(name);
	return node !== undefined && usedFraction(stage, node) > 0.9;
};

/** More than one member that takes writes. */
const partition = (stage: Stage, member: string): readonly Rule[] => {
	const cluster = clusterOf(stage, member);
	const writers =
		cluster && sceneOf(stage, cluster).state.members.filter(({primary, postgres}) => primary && postgres === 'running');
	return writers !== undefined && writers.length > 1
		? [crit('pgsql', 'PostgresPartition', 'pg:cls:partition != 1', String(writers.length))]
		: [];
};

const clusterOf = ({index}: Stage, name: string): ClusterPlan | undefined =>
	index.clusterByName.get(name) ?? index.memberByIp.get(index.nodeByName.get(name)?.ip ?? '')?.cluster;

const alert = (stage: Stage, on: string, rule: Rule, activeAt: number) => {
	const cluster = clusterOf(stage, on);
	const instance = cluster?.name === on ? (leaderOf(sceneOf(stage, cluster))?.plan.name ?? on) : on;
	const ip = stage.index.nodeByName.get(instance)?.ip ?? stage.fleet.adminIp;
	const level = {CRIT: '0', WARN: '1', INFO: '2'}[rule.severity];
	return {
		state: stage.now - activeAt >= rule.forMs ? 'firing' : 'pending',
		name: rule.name,
		value: rule.value,
		labels: {
			alertgroup: `${rule.category}-alert`,
			alertname: rule.name,
			category: rule.category,
			cls: cluster?.name ?? rule.category,
			ins: instance,
			instance: `${ip}:9630`,
			ip,
			job: rule.category,
			level,
			severity: rule.severity,
		},
		annotations: {
			summary: `${rule.severity} ${rule.name} ${instance}@${ip}`,
			description: `${rule.expression}: ${rule.value}\n`,
		},
		activeAt: new Date(activeAt).toISOString(),
		id: String(saltOf(1, `${rule.name} ${on}`)),
		rule_id: String(saltOf(2, rule.name)),
		group_id: String(saltOf(3, rule.category)),
		expression: rule.expression,
		source: `http://${stage.fleet.adminIp}:8880/vmalert/api/v1/alert`,
		restored: false,
	};
};
