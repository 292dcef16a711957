import {isIP} from 'node:net';
import type {SshRoute} from '../../model/inventory/inventory.ts';
import {sanitize} from '../../format/sanitize.ts';
import {ProblemError} from '../world.ts';
import type {RunTool} from './run-tool.ts';
import {readExtraArgs} from './ssh-extra-args.ts';

/** Where a connection goes and with what, after the inventory and `~/.ssh/config` have both had their say. */
export type ResolvedRoute = {
	readonly host: string;
	readonly port: number;
	readonly user: string;
	/** Private key files to try, in order. Those that are not there are no problem, but for the inventory's own. */
	readonly keyFiles: readonly string[];
	/** `ansible_ssh_private_key_file`, which is also the first of `keyFiles`. */
	readonly ownKeyFile: string | undefined;
	/** Only keys of `keyFiles` may be tried, even when the agent has more. */
	readonly identitiesOnly: boolean;
	/** Socket of the agent, undefined for none. */
	readonly agentSocket: string | undefined;
	/** The name that known_hosts has for this host and port. */
	readonly hostKeyName: string;
	/** Files to look the host key up in. New keys go into the first. */
	readonly knownHostsFiles: readonly [string, ...string[]];
	readonly hashKnownHosts: boolean;
	/** ConnectTimeout, when it is set. */
	readonly connectMs: number | undefined;
	/** The hop before this one. */
	readonly via: ResolvedRoute | undefined;
	/** What was left out of the inventory's ssh arguments, as sentences. */
	readonly notes: readonly string[];
};

export type RouteOptions = {
	readonly run: RunTool;
	/** Home directory, for `~` and `%d`. */
	readonly home: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Login user where the inventory names none; wins over `~/.ssh/config`. */
	readonly defaultUser: string | undefined;
	/** Another file than `~/.ssh/config`. */
	readonly configFile: string | undefined;
};

/** Resolves routes and remembers each answer for as long as the program runs; a failure is not remembered. */
export const createRouteResolver = (
	options: RouteOptions,
): ((route: SshRoute, where: string) => Promise<ResolvedRoute>) => {
	const known = new Map<string, Promise<ResolvedRoute>>();
	return (route, where) => {
		const key = JSON.stringify([route.host, route.port, route.user, route.keyFile, route.extraArgs]);
		const answer = known.get(key) ?? resolveSshRoute(route, where, options);
		known.set(key, answer);
		answer.catch(() => known.delete(key));
		return answer;
	};
};

/**
 * Asks `ssh -G` what it would do for this host. Values of the inventory win. Rejects with a ProblemError for a host, user
 * or port that could not be one, for arguments that are not understood (`ssh-extra-args.ts`) and for a ProxyCommand.
 */
export const resolveSshRoute = (route: SshRoute, where: string, options: RouteOptions): Promise<ResolvedRoute> =>
	resolve({...route, user: route.user ?? options.defaultUser}, where, options, hopsMax);

const hopsMax = 8;

const resolve = async (
	route: SshRoute,
	where: string,
	options: RouteOptions,
	hopsLeft: number,
): Promise<ResolvedRoute> => {
	if (hopsLeft === 0) {
		throw new ProblemError(
			'refused',
			`${where}: more than ${hopsMax} jump hosts in a row, or a circle of them\nCheck ProxyJump in ~/.ssh/config`,
		);
	}

	const extra = readExtraArgs(route.extraArgs, where);
	const settings = await settingsOf(route, where, options);
	const one = (name: string) => settings.get(name)?.at(-1);
	const host = checked(one('hostname') ?? route.host, isHost, `${where}: HostName in ~/.ssh/config`);
	const port = route.port ?? Number(one('port') ?? 22);
	const user = checked(route.user ?? one('user') ?? '', isUser, `${where}: the login user`);
	if (extra.jump === undefined && (one('proxycommand') ?? 'none') !== 'none') {
		throw new ProblemError(
			'refused',
			`${where}: ~/.ssh/config sets a ProxyCommand, which is not taken\nUse ProxyJump there`,
		);
	}

	const expand = (path: string) => expanded(path, {home: options.home, host, port, user, given: route.host});
	const ownKeyFile = route.keyFile === undefined ? undefined : expand(route.keyFile);
	const configured = (settings.get('identityfile') ?? []).filter(file => file !== 'none').map(expand);
	const alias = one('hostkeyalias');
	return {
		host,
		port,
		user,
		ownKeyFile,
		keyFiles: [...new Set(ownKeyFile === undefined ? configured : [ownKeyFile, ...configured])],
		identitiesOnly: one('identitiesonly') === 'yes',
		agentSocket: agentSocket(one('identityagent'), options.env, expand),
		hostKeyName: alias ?? knownHostsName(host.toLowerCase(), port),
		knownHostsFiles: knownHostsFiles(settings, extra.knownHostsFile, options.home, expand),
		hashKnownHosts: one('hashknownhosts') === 'yes',
		connectMs: /^\d+$/.test(one('connecttimeout') ?? '') ? Number(one('connecttimeout')) * 1000 : undefined,
		via: await hopBefore(extra.jump ?? one('proxyjump'), {given: route.host, host, port, where, options, hopsLeft}),
		notes: extra.notes,
	};
};

/** What `ssh -G` prints: one setting to a line, some of them several times. */
const settingsOf = async (
	route: SshRoute,
	where: string,
	{run, configFile}: RouteOptions,
): Promise<ReadonlyMap<string, readonly string[]>> => {
	const host = checked(route.host, isHost, `${where}: ansible_host`);
	const port = route.port === undefined ? [] : ['-p', String(checked(route.port, isPort, `${where}: ansible_port`))];
	const user = route.user === undefined ? [] : ['-l', checked(route.user, isUser, `${where}: ansible_user`)];
	const file = configFile === undefined ? [] : ['-F', configFile];
	const {code, stdout, stderr} = await run('ssh', ['-G', ...file, ...port, ...user, '--', host]);
	if (code !== 0) {
		const [reason = ''] = stderr.trim().split(/\r?\n/);
		throw new ProblemError(
			'refused',
			`${where}: ssh -G ${host} does not understand its configuration: ${sanitize(reason, 'cell').slice(0, 200)}\nMend ~/.ssh/config`,
		);
	}

	const settings = new Map<string, string[]>();
	for (const line of stdout.split('\n')) {
		const [, name, value] = /^(\S+) (.*)$/.exec(line) ?? [];
		if (name !== undefined && value !== undefined) {
			settings.set(name, [...(settings.get(name) ?? []), value]);
		}
	}

	return settings;
};

type HopContext = {
	/** The host as it was named, and its address. */
	readonly given: string;
	readonly host: string;
	readonly port: number;
	readonly where: string;
	readonly options: RouteOptions;
	readonly hopsLeft: number;
};

/**
 * The last hop of a ProxyJump list, which itself is reached through the ones before it. Each is resolved like a host of
 * its own. A hop that is the host itself (`Host *` with a ProxyJump) is none.
 */
const hopBefore = async (jump: string | undefined, context: HopContext): Promise<ResolvedRoute | undefined> => {
	if (jump === undefined || jump === '' || jump.toLowerCase() === 'none') {
		return undefined;
	}

	const cut = jump.lastIndexOf(',');
	const {host, port, user} = hopOf(jump.slice(cut + 1).trim(), context.where);
	if (host === context.given && (port ?? context.port) === context.port) {
		return undefined;
	}

	const hop = {
		host,
		port,
		user,
		keyFile: undefined,
		local: false,
		extraArgs: cut === -1 ? undefined : `-J ${jump.slice(0, cut)}`,
	};
	const route = await resolve(hop, `jump host ${host}`, context.options, context.hopsLeft - 1);
	return route.host === context.host && route.port === context.port ? undefined : route;
};

/** `user@host:port`, `user@[address]:port` or `ssh://` before one of these. */
const hopOf = (text: string, where: string) => {
	const [, user, address, name, port] =
		/^(?:ssh:\/\/)?(?:([^@]+)@)?(?:\[([^\]]+)\]|([^:]+|[\da-f:]+))(?::(\d+))?\/?$/i.exec(text) ?? [];
	return {
		host: checked(address ?? name ?? '', isHost, `${where}: a host of ProxyJump`),
		user,
		port: port === undefined ? undefined : Number(port),
	};
};

const isHost = (host: string) =>
	isIP(host) !== 0 ? !host.includes('%') : /^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/.test(host);
const isUser = (user: string) => /^[A-Za-z_][\w.-]{0,63}$/.test(user);
const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65_535;

const checked = <T extends string | number>(value: T, isRight: (value: T) => boolean, what: string): T => {
	if (!isRight(value)) {
		throw new ProblemError(
			'refused',
			`${what} cannot be ${JSON.stringify(String(value).slice(0, 80))}\nMend it: plain names, addresses and numbers only`,
		);
	}

	return value;
};

const knownHostsName = (host: string, port: number) => (port === 22 ? host : `[${host}]:${port}`);

/**
 * The inventory's file stands in for the user's own, as on ssh's command line. `/dev/null` and `none` hold no keys and can
 * take none: then ssh's default file stands in.
 */
const knownHostsFiles = (
	settings: ReadonlyMap<string, readonly string[]>,
	own: string | undefined,
	home: string,
	expand: (path: string) => string,
): readonly [string, ...string[]] => {
	const named = (name: string) =>
		(settings.get(name) ?? [])
			.flatMap(files => files.split(' '))
			.filter(file => file !== '' && file !== 'none' && file !== '/dev/null')
			.map(expand);
	const [first = `${home}/.ssh/known_hosts`, ...rest] = own === undefined ? named('userknownhostsfile') : [expand(own)];
	return [first, ...rest, ...named('globalknownhostsfile')];
};

const agentSocket = (
	setting: string | undefined,
	env: RouteOptions['env'],
	expand: (path: string) => string,
): string | undefined => {
	const socket =
		setting === undefined || setting === 'SSH_AUTH_SOCK'
			? env['SSH_AUTH_SOCK']
			: setting.startsWith('$')
				? env[setting.slice(1).replace(/^\{(.*)\}$/, '$1')]
				: setting === 'none'
					? undefined
					: expand(setting);
	return socket === '' ? undefined : socket;
};

const expanded = (
	path: string,
	{
		home,
		host,
		port,
		user,
		given,
	}: {
		readonly home: string;
		readonly host: string;
		readonly port: number;
		readonly user: string;
		readonly given: string;
	},
): string => {
	const tokens: Readonly<Record<string, string>> = {
		'%%': '%',
		'%d': home,
		'%h': host,
		'%n': given,
		'%p': String(port),
		'%r': user,
	};
	return path.replace(/^~(?=\/|$)/, home).replaceAll(/%./g, token => tokens[token] ?? token);
};
