import {errorText} from '../../format/error-text.ts';
import {sanitize} from '../../format/sanitize.ts';
import {ProblemError} from '../world.ts';
import type {HostKeyVerdict} from './known-hosts.ts';
import {socketError} from './socket-error.ts';
import type {ResolvedRoute} from './ssh-config.ts';
import type {Credentials} from './ssh-keys.ts';

/** How a host is named in sentences: its inventory name, and the address where that says more. */
export const placeOf = (where: string, {host, port}: ResolvedRoute): string => {
	const address = port === 22 ? host : `${host}:${port}`;
	return where.endsWith(host) ? `${where}${address.slice(host.length)}` : `${where} (${address})`;
};

/** The command an operator would type to see for himself. */
const byHand = ({host, port, user, via}: ResolvedRoute) =>
	[
		'ssh',
		...(via === undefined ? [] : ['-J', hops(via)]),
		...(port === 22 ? [] : ['-p', port]),
		`${user}@${host}`,
	].join(' ');

const hops = ({host, port, user, via}: ResolvedRoute): string =>
	`${via === undefined ? '' : `${hops(via)},`}${user}@${host}${port === 22 ? '' : `:${port}`}`;

/** Why a host key is not taken. Undefined when it may be: it is known, or new and new keys are accepted. */
export const hostKeyProblem = (
	verdict: HostKeyVerdict,
	where: string,
	route: ResolvedRoute,
	mayBeNew: boolean,
): ProblemError | undefined => {
	const place = placeOf(where, route);
	switch (verdict.kind) {
		case 'known':
			return undefined;
		case 'unknown': {
			const authority = verdict.authority ? '; a @cert-authority is known for it, which is not understood here' : '';
			return mayBeNew && !verdict.authority
				? undefined
				: new ProblemError(
						'refused',
						`${place}: the host key is not in known_hosts: ${verdict.shown}${authority}\nCompare it at the host with ssh-keygen -lf /etc/ssh/ssh_host_${verdict.shown.split(' ', 1)[0]?.toLowerCase()}_key.pub; if they are equal: ${byHand(route)}`,
					);
		}

		case 'changed':
			return new ProblemError(
				'refused',
				`${place}: the host key has CHANGED: known ${verdict.known.join(', ')}; shown ${verdict.shown}\nFind out why before anything else: a reinstalled host, or another one in its place. Then: ssh-keygen -R '${route.hostKeyName}' -f ${verdict.file}`,
			);
		case 'revoked':
			return new ProblemError(
				'refused',
				`${place}: the host key is marked @revoked in known_hosts: ${verdict.shown}\nDo not log in there; ask whoever revoked it`,
			);
	}
};

/** Why nobody was let in. */
export const loginProblem = (
	where: string,
	route: ResolvedRoute,
	{
		tried,
		unusable,
		methods,
		isPartial,
	}: {
		readonly tried: readonly string[];
		readonly unusable: Credentials['unusable'];
		/** What the server would take, undefined when it did not get to say so. */
		readonly methods: readonly string[] | undefined;
		readonly isPartial: boolean;
	},
): ProblemError => {
	const who = `${placeOf(where, route)}: login as ${route.user}`;
	if (isPartial) {
		return new ProblemError(
			'refused',
			`${who} needs more than a key (${list(methods ?? [])}), which is never given\nAllow ${route.user} to log in with a key alone`,
		);
	}

	if (methods !== undefined && !methods.includes('publickey')) {
		return new ProblemError(
			'refused',
			`${who} takes no keys, only ${list(methods)}\nAllow PubkeyAuthentication for ${route.user} in sshd_config`,
		);
	}

	const keys = tried.length === 0 ? 'no key to try' : `tried ${list(tried)}`;
	const rest = unusable.length === 0 ? '' : `; ${list(unusable)}`;
	return new ProblemError(
		'refused',
		`${who} is denied (publickey): ${keys}${rest}\nCheck: ${byHand(route)}; or set ansible_user, ansible_ssh_private_key_file, ssh-add, ssh-copy-id`,
	);
};

const list = (words: readonly string[]) => words.map(word => sanitize(word, 'cell').slice(0, 120)).join(', ');

/** What ssh2, the socket or the server said when a connection could not be made or broke. */
export const connectionProblem = (
	where: string,
	route: ResolvedRoute,
	error: Error & {readonly code?: unknown},
): ProblemError => {
	const place = placeOf(where, route);
	const check = `Check: ${byHand(route)}`;
	const said = sanitize(error.message, 'cell').slice(0, 200);
	const known = socketError(error);
	if (known !== undefined) {
		return new ProblemError('unreachable', `${place}: ${known}\n${check}`);
	}

	if (/too many authentication failures/i.test(said)) {
		return new ProblemError(
			'refused',
			`${place}: the server ended the login of ${route.user} after too many keys\nName the right one: ansible_ssh_private_key_file, or IdentityFile with IdentitiesOnly yes`,
		);
	}

	if (/no matching/i.test(said)) {
		return new ProblemError(
			'refused',
			`${place}: no algorithm in common: ${said}\nUpdate sshd there, or allow current algorithms in sshd_config`,
		);
	}

	return new ProblemError('unreachable', `${place}: the connection failed: ${said}\n${check}`);
};

export const connectTimeout = (where: string, route: ResolvedRoute, ms: number): ProblemError =>
	new ProblemError(
		'timeout',
		`${placeOf(where, route)}: no SSH connection in ${ms / 1000} s\nCheck the host, the network, and: ${byHand(route)}`,
	);

export const sudoProblem = (
	where: string,
	route: {readonly user: string; readonly host: string},
	stderr: string,
): ProblemError => {
	const [first = ''] = stderr.split('\n');
	return new ProblemError(
		'refused',
		`${where}: sudo -n is not allowed for ${route.user}@${route.host}: ${sanitize(first, 'cell').slice(0, 200)}\nAllow it without a password (Pigsty: node_admin_sudo: nopass), or set ansible_user to one who may`,
	);
};

/** Why a command could not be started over a connection that stands. */
export const channelProblem = (where: string, route: ResolvedRoute, error: unknown): ProblemError => {
	const said = sanitize(errorText(error), 'cell').slice(0, 200);
	return /not connected|no response/i.test(said)
		? new ProblemError('unreachable', `${placeOf(where, route)}: the connection was lost\nIt is tried again by itself`)
		: new ProblemError(
				'refused',
				`${placeOf(where, route)}: the server runs no command for ${route.user}: ${said}\nCheck ForceCommand, MaxSessions and Match blocks in sshd_config; ${byHand(route)} true`,
			);
};

/** Why a jump host did not open a way to the next one. */
export const forwardProblem = (
	where: string,
	route: ResolvedRoute,
	to: string,
	error: Error & {readonly reason?: unknown},
): ProblemError => {
	const said = sanitize(error.message, 'cell').slice(0, 200);
	return error.reason === administrativelyProhibited
		? new ProblemError(
				'refused',
				`${placeOf(where, route)}: it does not forward to ${to}: ${said}\nAllow AllowTcpForwarding and PermitOpen in its sshd_config`,
			)
		: new ProblemError(
				'unreachable',
				`${placeOf(where, route)}: it does not reach ${to}: ${said}\nCheck: ${byHand(route)} nc -z ${to.replace(/:(\d+)$/, ' $1')}`,
			);
};

/** RFC 4254, 5.1. The text beside it may say nothing. */
const administrativelyProhibited = 1;
