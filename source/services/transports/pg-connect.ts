import type {Client} from 'pg';
import {reveal, type Secret} from '../../model/secret.ts';
import type {Trust} from '../../model/trust.ts';
import {ProblemError} from '../world.ts';
import type {PgPlace} from './pg-problem.ts';

export type PgLogin = PgPlace & {
	readonly host: string;
	readonly port: number;
	readonly password: Secret;
	/** `never` to TLS; with whoever offers it; or only with servers that a CA vouches for (PEM). */
	readonly tls: 'never' | 'offered' | {readonly ca: string};
	/** Start-up `options`: `-c name=value …`. */
	readonly settings: string | undefined;
};

export type PgConnection = {
	readonly client: Client;
	readonly trust: Trust;
	/** `server_version` as the server reports it: `15.18 (Debian 15.18-0+deb12u1)`. */
	readonly serverVersion: string;
};

/** Opens one connection. Rejects with what went wrong, as `pgProblem` reads it; aborting `signal` closes it at any time. */
export const connectPg = async (login: PgLogin, signal: AbortSignal): Promise<PgConnection> => {
	const {tls} = login;
	if (tls === 'never') {
		return open(login, 'plain', false, signal);
	}

	if (tls !== 'offered') {
		return open(login, 'verified', {ca: tls.ca, rejectUnauthorized: true}, signal);
	}

	try {
		return await open(login, 'unverified', {rejectUnauthorized: false}, signal);
	} catch (error) {
		if (isTlsDeclined(error)) {
			return open(login, 'plain', false, signal);
		}

		throw error;
	}
};

const open = async (
	{host, port, user, database, password, settings, where}: PgLogin,
	trust: Trust,
	ssl: false | {readonly ca?: string; readonly rejectUnauthorized: boolean},
	signal: AbortSignal,
): Promise<PgConnection> => {
	// Loaded when the first connection is made, so that the program starts without it.
	const {default: pg} = await import('pg');
	signal.throwIfAborted();
	const client = new pg.Client({
		host,
		port,
		user,
		database,
		password: reveal(password),
		application_name: 'pigsty-top',
		options: settings,
		ssl,
		sslnegotiation: 'postgres',
		client_encoding: 'UTF8',
		keepAlive: true,
		keepAliveInitialDelayMillis: 10_000,
		pipeline: true,
	});
	temporalTypes.forEach(oid => client.setTypeParser(oid, text => text));
	if (trust !== 'verified') {
		refuseToSendPassword(client, where);
	}

	let serverVersion = '';
	client.connection.on(
		'parameterStatus',
		(status: {readonly parameterName: string; readonly parameterValue: string}) => {
			serverVersion = status.parameterName === 'server_version' ? status.parameterValue : serverVersion;
		},
	);
	// Whoever uses the connection hears of its end by 'end' and by its query; an 'error' nobody listens to would throw.
	client.on('error', () => {});
	const destroy = () => client.connection.stream.destroy();
	signal.addEventListener('abort', destroy, {once: true});
	try {
		await client.connect();
		return {client, trust, serverVersion};
	} catch (error) {
		destroy();
		throw ssl !== false && trust === 'verified' && isTlsDeclined(error) ? tlsMissing(where) : error;
	} finally {
		signal.removeEventListener('abort', destroy);
	}
};

/** date, timestamp, timestamptz, interval: as text. Parsed, they would be in the time zone of this machine. */
const temporalTypes = [1082, 1114, 1184, 1186];

/** pg's own words when the server answers a request for TLS with N. */
const isTlsDeclined = (error: unknown) =>
	error instanceof Error && error.message === 'The server does not support SSL connections';

const tlsMissing = (where: string) =>
	new ProblemError(
		'refused',
		`${where}: it does not offer TLS, although Pigsty's CA is here; nothing was sent\nFind out who answers there; or set ssl = on, as Pigsty does`,
	);

/** Whoever poses as the server could simply ask for the password. */
const refuseToSendPassword = ({connection}: Client, where: string) => {
	connection.removeAllListeners('authenticationCleartextPassword');
	connection.on('authenticationCleartextPassword', () => {
		connection.emit(
			'error',
			new ProblemError(
				'refused',
				`${where}: it asks for the password in clear, and it is not certain who it is; nothing was sent\nUse scram-sha-256 in its pg_hba.conf, and put Pigsty's CA where pigsty-top finds it`,
			),
		);
	});
};
