import {all} from '../certain.ts';
import {escaped} from '../escaped.ts';
import type {Facts, SessionFacts} from '../facts.ts';
import type {TargetOf} from '../../model/action-target.ts';
import {defineGuard, type Guard} from '../guard.ts';
import {onSessions} from '../kinds.ts';

/** Cancelling and terminating what others do in a database. */
export const sessionGuards: readonly Guard[] = [
	defineGuard({
		id: 'session-instance',
		for: onSessions,
		raise: 'never',
		safe: 'all sessions are on the instance that is named',
		unless: (_, {instance, sessions}) => sessions.every(session => session.instance === instance.name),
		why: (_, {instance}) => `not all sessions are on ${escaped(instance.name)}`,
	}),
	defineGuard({
		id: 'session-gone',
		for: onSessions,
		raise: 'never',
		safe: 'the session is still the one that was shown: same pid, same start',
		unless: (facts, {sessions}) => found(facts, sessions).length > 0,
		why: ({sessions: known}, {sessions}) =>
			known === undefined
				? 'the sessions are not known'
				: sessions.length === 1
					? `session ${sessions[0].pid} has ended; its number may be another’s by now`
					: 'all of these sessions have ended',
	}),
	defineGuard({
		id: 'session-own',
		for: onSessions,
		raise: 'never',
		safe: 'it is not a session of pigsty-top itself',
		unless: ({sessions}) => all(sessions, ({isOwn}) => isOwn === false),
		why: ({sessions}) =>
			sessions?.some(({isOwn}) => isOwn === true) === true
				? 'one of them is our own'
				: 'it is not known whether one of them is our own',
	}),
	defineGuard({
		id: 'session-privileged',
		for: onSessions,
		raise: 'type-name',
		safe: 'it is a client’s session, of no superuser and not of Patroni',
		unless: ({sessions}) => all(sessions, isPlainClient),
		why: ({sessions}) =>
			sessions === undefined
				? 'it is not known whose sessions they are'
				: sessions
						.filter(session => !isPlainClient(session))
						.map(session => consequence(session))
						.join('; '),
	}),
	defineGuard({
		id: 'session-several',
		for: onSessions,
		raise: 'type-name',
		safe: 'it is one session',
		unless: (_, {sessions}) => sessions.length === 1,
		why: (_, {sessions}) => `${sessions.length} sessions: those that have ended are skipped, and none is added to them`,
		phrase: (_, {sessions}) => `${sessions.length} sessions`,
	}),
];

const found = ({sessions = []}: Facts, wanted: readonly TargetOf<'session'>[]): readonly TargetOf<'session'>[] =>
	wanted.filter(({pid, backendStart}) =>
		sessions.some(session => session.pid === pid && session.backendStart === backendStart),
	);

const isPlainClient = ({backendType, isSuperuser, application}: SessionFacts): boolean =>
	backendType === 'client backend' &&
	isSuperuser === false &&
	application !== undefined &&
	!/^patroni/i.test(application);

const consequence = ({pid, backendType, isSuperuser, application, user}: SessionFacts): string => {
	const who = `session ${pid ?? '?'}`;
	if (backendType === 'walsender') {
		return `${who} sends WAL to ${escaped(application ?? 'someone')}: replication or a backup breaks`;
	}

	if (backendType !== undefined && backendType !== 'client backend') {
		return `${who} is PostgreSQL’s own (${escaped(backendType)})`;
	}

	if (application !== undefined && /^patroni/i.test(application)) {
		return `${who} is Patroni’s: it may take the instance for dead`;
	}

	return isSuperuser === true
		? `${who} is of superuser ${escaped(user ?? '?')}`
		: `it is not known what ${who} is, or whose`;
};
