import {actions, session} from '../../kit/action.ts';
import {inSection, inSessions} from '../../kit/alter-facts.ts';
import type {GuardCase} from './guard-case.ts';

export const sessionCases: Readonly<Record<string, GuardCase>> = {
	'session-instance': {
		action: {...actions['session.terminate'], sessions: [session(4711), {...session(4712), instance: 'pg-test-2'}]},
		level: 'never',
		others: ['session-several'],
	},
	'session-gone': {
		action: actions['session.terminate'],
		change: inSessions({backendStart: '2026-11-24 03:10:00+00'}),
		level: 'never',
	},
	'session-own': {action: actions['session.terminate'], change: inSessions({isOwn: true}), level: 'never'},
	'session-privileged': {
		action: actions['session.terminate'],
		change: inSessions({backendType: 'walsender'}),
		level: 'type-name',
	},
	'session-several': {
		action: {...actions['session.terminate'], sessions: [session(4711), session(4712)]},
		level: 'type-name',
		phrase: '2 sessions',
	},
	slot: {action: actions['slot.drop'], change: inSection('slot', {name: 'other'}), level: 'never'},
	'slot-active': {action: actions['slot.drop'], change: inSection('slot', {isActive: true}), level: 'never'},
	'slot-managed': {action: actions['slot.drop'], change: inSection('slot', {isManaged: true}), level: 'never'},
};
