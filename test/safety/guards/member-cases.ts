import {actions, member} from '../../kit/action.ts';
import {both, inMember, inSection} from '../../kit/alter-facts.ts';
import type {GuardCase} from './guard-case.ts';

export const memberCases: Readonly<Record<string, GuardCase>> = {
	'member-live': {action: actions['instance.checkpoint'], change: inMember(1, {isLive: false}), level: 'never'},
	'restart-leader': {action: {...actions['patroni.restart-member'], member: member(1)}, level: 'type-name'},
	'restart-alone': {
		action: actions['patroni.restart-cluster'],
		change: both(inMember(2, {state: 'stopped'}), inMember(3, {state: 'stopped'})),
		level: 'type-name',
	},
	'restart-pending': {action: {...actions['patroni.restart-member'], pendingOnly: true}, level: 'never'},
	'reinit-leader': {action: {...actions['patroni.reinit'], member: member(1)}, level: 'never'},
	'reinit-source': {action: actions['patroni.reinit'], change: inMember(1, {isLive: false}), level: 'never'},
	'reinit-only-copy': {
		action: actions['patroni.reinit'],
		change: inMember(3, {state: 'start failed'}),
		level: 'destroy',
		phrase: 'only the leader has the data of pg-test',
	},
	'reinit-room': {
		action: actions['patroni.reinit'],
		change: inMember(2, {diskAvailableBytes: 1_000_000_000}),
		level: 'never',
	},
	'not-paused-yet': {action: actions['patroni.pause'], change: inSection('cluster', {isPaused: true}), level: 'never'},
	'is-paused': {action: actions['patroni.resume'], change: inSection('cluster', {isPaused: false}), level: 'never'},
	'config-changed': {
		action: actions['patroni.edit-config'],
		change: inSection('cluster', {config: '{"ttl":20}'}),
		level: 'never',
	},
	'config-empty': {action: {...actions['patroni.edit-config'], patch: {}}, level: 'never'},
	'config-pause': {action: {...actions['patroni.edit-config'], patch: {pause: true}}, level: 'never'},
	'config-delicate': {action: {...actions['patroni.edit-config'], patch: {ttl: 20}}, level: 'type-name'},
	'config-dangerous': {
		action: {...actions['patroni.edit-config'], patch: {postgresql: {parameters: {fsync: 'off'}}}},
		level: 'destroy',
	},
};
