import {actions, member} from '../../kit/action.ts';
import {both, inMember, inSection} from '../../kit/alter-facts.ts';
import type {GuardCase} from './guard-case.ts';

export const candidateCases: Readonly<Record<string, GuardCase>> = {
	'leader-changed': {
		action: actions['patroni.switchover'],
		change: both(
			inSection('cluster', {leaders: ['pg-test-3'], writable: ['pg-test-3']}),
			inMember(1, {role: 'replica', state: 'streaming'}),
			inMember(3, {role: 'leader', state: 'running'}),
		),
		level: 'never',
	},
	candidate: {action: actions['patroni.switchover'], change: inMember(2, {isLive: false}), level: 'never'},
	'candidate-leads': {
		action: {...actions['patroni.failover'], candidate: member(3)},
		change: inMember(3, {role: 'leader'}),
		level: 'never',
	},
	'candidate-eligible': {
		action: actions['patroni.switchover'],
		change: inMember(2, {isNoFailover: true}),
		level: 'never',
	},
	'candidate-delayed': {action: actions['patroni.switchover'], change: inMember(2, {isDelayed: true}), level: 'never'},
	'candidate-streaming': {
		action: actions['patroni.switchover'],
		change: inMember(2, {state: 'in archive recovery'}),
		level: 'never',
	},
	'candidate-running': {
		action: actions['patroni.failover'],
		change: inMember(2, {state: 'start failed'}),
		level: 'never',
	},
	'candidate-lag': {action: actions['patroni.switchover'], change: inMember(2, {lagBytes: 1_048_577}), level: 'never'},
	'candidate-lag-loss': {
		action: actions['patroni.failover'],
		change: inMember(2, {lagBytes: undefined}),
		level: 'destroy',
		phrase: 'lose transactions',
	},
	'candidate-timeline': {action: actions['patroni.switchover'], change: inMember(2, {timeline: 2}), level: 'never'},
	'candidate-sync': {
		action: actions['patroni.switchover'],
		change: inSection('cluster', {isSynchronous: true}),
		level: 'never',
	},
	'candidate-sync-loss': {
		action: actions['patroni.failover'],
		change: inSection('cluster', {isSynchronous: true}),
		level: 'destroy',
		phrase: 'lose transactions',
	},
	'leader-alive': {
		action: actions['patroni.failover'],
		change: inSection('cluster', {leaders: ['pg-test-1']}),
		level: 'destroy',
	},
	'other-standby': {
		action: actions['patroni.switchover'],
		change: both(inMember(1, {isLive: undefined}), inMember(3, {isLive: false})),
		level: 'destroy',
	},
};
