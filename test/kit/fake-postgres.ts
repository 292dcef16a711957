import {readFileSync} from 'node:fs';
import {createServer, type AddressInfo, type Socket} from 'node:net';
import {TLSSocket} from 'node:tls';

export type FakePostgres = {
	readonly port: number;
	/** Type letters of the messages that came after start-up, `E` for Execute, `Q` for a simple query… */
	readonly messages: string[];
	/** Texts of what was parsed or asked. */
	readonly texts: string[];
	/** The parameters of each start-up message. */
	readonly startups: Readonly<Record<string, string>>[];
	/** Connections that were opened, and those that are open now. */
	readonly connections: {opened: number; open: number};
	/** Ends all connections as a server does that goes away. */
	readonly drop: () => void;
	readonly close: () => Promise<void>;
};

export type Behaviour = {
	/** Name of a certificate in `test/samples/tls`: `loopback`. With `none`, TLS is declined. */
	readonly certificate?: string;
	readonly version?: string;
	/** `ok`, the password in clear, an error by its SQLSTATE, or no reply at all. */
	readonly login?: 'ok' | 'cleartext' | 'silent' | {readonly code: string; readonly message: string};
	/** What a question gets: the text of one cell, an error, or no reply at all. */
	readonly answer?: (text: string) => string | {readonly code: string; readonly message: string} | undefined;
};

/** Enough of PostgreSQL's protocol (version 3) to be connected to and asked, and to misbehave. */
export const fakePostgres = async (behaviour: Behaviour = {}): Promise<FakePostgres> => {
	const sockets = new Set<Socket>();
	const messages: string[] = [];
	const texts: string[] = [];
	const startups: Readonly<Record<string, string>>[] = [];
	const connections = {opened: 0, open: 0};
	const {certificate = 'loopback'} = behaviour;
	const server = createServer(socket => {
		connections.opened += 1;
		connections.open += 1;
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => {
			connections.open -= 1;
			sockets.delete(socket);
		});
		socket.once('data', first => {
			if (first.readInt32BE(4) !== sslRequest) {
				serve(socket, first, behaviour, {messages, texts, startups});
				return;
			}

			socket.write(certificate === 'none' ? 'N' : 'S');
			if (certificate === 'none') {
				socket.once('data', next => serve(socket, next, behaviour, {messages, texts, startups}));
				return;
			}

			const tls = new TLSSocket(socket, {isServer: true, ...keyPair(certificate)});
			tls.on('error', () => {});
			tls.once('data', (next: Buffer) => serve(tls, next, behaviour, {messages, texts, startups}));
		});
	});
	await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		messages,
		texts,
		startups,
		connections,
		drop: () => sockets.forEach(socket => socket.destroy()),
		close: () =>
			new Promise(resolve => {
				sockets.forEach(socket => socket.destroy());
				server.close(() => resolve());
			}),
	};
};

const sslRequest = 80_877_103;

export const sample = (name: string): string =>
	readFileSync(new URL(`../samples/tls/${name}`, import.meta.url), 'utf8');

const keyPair = (name: string) => ({cert: sample(`${name}.crt`), key: sample(`${name}.key`)});

type Log = Pick<FakePostgres, 'messages' | 'texts' | 'startups'>;

const serve = (
	socket: Socket,
	startup: Buffer,
	{login = 'ok', version = '18.1', answer = () => '1'}: Behaviour,
	log: Log,
) => {
	log.startups.push(parametersOf(startup));
	if (login === 'silent') {
		return;
	}

	if (typeof login === 'object') {
		socket.end(error(login));
		return;
	}

	socket.write(
		login === 'cleartext'
			? message('R', int32(3))
			: Buffer.concat([message('R', int32(0)), message('S', text('server_version'), text(version)), ready]),
	);

	let rest = Buffer.alloc(0);
	let parsed = '';
	let last: ReturnType<typeof answer> = '';
	socket.on('data', (chunk: Buffer) => {
		rest = Buffer.concat([rest, chunk]);
		while (rest.length >= 5 && rest.length >= 1 + rest.readInt32BE(1)) {
			const type = rest.toString('latin1', 0, 1);
			const body = rest.subarray(5, 1 + rest.readInt32BE(1));
			rest = rest.subarray(1 + rest.readInt32BE(1));
			log.messages.push(type);
			if (type === 'P') {
				parsed =
					body
						.subarray(body.indexOf(0) + 1)
						.toString('utf8')
						.split('\0', 1)[0] ?? '';
				log.texts.push(parsed);
				last = isOurs(parsed) ? '' : answer(parsed);
			} else if (type === 'Q') {
				parsed = body.toString('utf8').replace(/\0$/, '');
				log.texts.push(parsed);
				socket.write(Buffer.concat([...rows(answer(parsed)), ready]));
			} else if (type === 'S' && last !== undefined) {
				socket.write(Buffer.concat([message('1'), message('2'), ...rows(last), ready]));
			}
		}
	});
};

/** What frames each question. */
const isOurs = (sql: string) => /^(BEGIN|ROLLBACK|SELECT pg_catalog.set_config)/.test(sql);

const rows = (last: string | {readonly code: string; readonly message: string} | undefined): readonly Buffer[] =>
	last === undefined
		? []
		: typeof last === 'object'
			? [error(last)]
			: [
					message('T', int16(1), text('value'), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)),
					message('D', int16(1), int32(Buffer.byteLength(last)), Buffer.from(last)),
					message('C', text('SELECT 1')),
				];

const message = (type: string, ...parts: readonly Buffer[]): Buffer => {
	const body = Buffer.concat(parts);
	return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
};

const text = (value: string) => Buffer.from(`${value}\0`);
const int16 = (value: number) => {
	const buffer = Buffer.alloc(2);
	buffer.writeInt16BE(value);
	return buffer;
};

const int32 = (value: number) => {
	const buffer = Buffer.alloc(4);
	buffer.writeInt32BE(value);
	return buffer;
};

const ready = message('Z', Buffer.from('I'));
const error = ({code, message: said}: {readonly code: string; readonly message: string}) =>
	message('E', text('SERROR'), text(`C${code}`), text(`M${said}`), Buffer.from([0]));

const parametersOf = (startup: Buffer): Readonly<Record<string, string>> => {
	const words = startup.toString('utf8', 8).split('\0');
	return Object.fromEntries(
		words.flatMap((word, index) => (index % 2 === 0 && word !== '' ? [[word, words[index + 1] ?? '']] : [])),
	);
};
