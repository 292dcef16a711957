import http from 'node:http';
import https from 'node:https';
import {type AddressInfo, createServer, type Server, type Socket} from 'node:net';
import {afterEach, expect, test} from 'vitest';
import {secret} from '../../../source/model/secret.ts';
import {systemClock} from '../../../source/services/clock.ts';
import {createHttp, type GetRequest, type Http} from '../../../source/services/transports/http.ts';
import {sample} from '../../kit/fake-postgres.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0)) {
		await close();
	}
});

const listen = async (server: Server): Promise<number> => {
	const sockets = new Set<Socket>();
	server.on('connection', socket => {
		sockets.add(socket);
		socket.on('error', () => {});
	});
	await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
	closing.push(
		() =>
			new Promise(resolve => {
				sockets.forEach(socket => socket.destroy());
				server.close(() => resolve());
			}),
	);
	return (server.address() as AddressInfo).port;
};

/** A server that does as it is told with each request. */
const serve = (handler: http.RequestListener) => listen(http.createServer(handler));
/** A server that is none: what it gets and sends are bytes. */
const raw = (handler: (socket: Socket) => void) => listen(createServer(handler));

const client = (options: Partial<Parameters<typeof createHttp>[0]> = {}): Http => {
	const made = createHttp({clock: systemClock, ca: undefined, ...options});
	closing.push(() => made.close());
	return made;
};

const request = (port: number, more: Partial<GetRequest> = {}): GetRequest => ({
	url: `http://127.0.0.1:${port}/cluster`,
	from: 'pg-test-1',
	where: 'pg-test-1: Patroni (127.0.0.1:8008)',
	check: 'On pg-test-1: systemctl status patroni',
	timeoutMs: 5000,
	signal: new AbortController().signal,
	...more,
});

test('an answer has its status, its text, and who gave it', async () => {
	const port = await serve((_asked, answer) => answer.writeHead(503).end('{"state": "größer"}'));
	await expect(client().get(request(port))).resolves.toEqual({
		status: 503,
		body: '{"state": "größer"}',
		from: 'pg-test-1',
	});
});

test('what is asked is a GET without compression, and with a password only where one is given', async () => {
	const seen: http.IncomingMessage[] = [];
	const port = await serve((asked, answer) => {
		seen.push(asked);
		answer.end();
	});
	await client().get(request(port));
	await client().get(request(port, {auth: {user: 'haproxy', password: secret('pa:ss')}}));
	expect(seen.map(({method, url}) => [method, url])).toEqual(seen.map(() => ['GET', '/cluster']));
	expect(seen.map(({headers}) => headers['accept-encoding'])).toEqual(['identity', 'identity']);
	expect(seen.map(({headers}) => headers.authorization)).toEqual([undefined, `Basic ${btoa('haproxy:pa:ss')}`]);
});

test('connections are kept and used again, and never more than two at a time', async () => {
	const sockets = new Set<Socket>();
	const port = await serve((asked, answer) => {
		sockets.add(asked.socket);
		answer.end('fine');
	});
	const {get} = client();
	await Promise.all(Array.from({length: 8}, () => get(request(port))));
	await get(request(port));
	expect(sockets.size).toBeLessThanOrEqual(2);
});

test('a kept connection that the server has just closed is not a failure', async () => {
	let served = 0;
	const port = await raw(socket => {
		socket.once('data', () => {
			served += 1;
			socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok');
			// The next request on this connection finds it gone.
			socket.once('data', () => socket.destroy());
		});
	});
	const {get} = client();
	await get(request(port));
	await expect(get(request(port))).resolves.toMatchObject({body: 'ok'});
	expect(served).toBe(2);
});

test('an answer by HTTP/1.0 that ends with the connection is whole', async () => {
	const port = await raw(socket => void socket.once('data', () => socket.end('HTTP/1.0 200 OK\r\n\r\nold but fine')));
	await expect(client().get(request(port))).resolves.toMatchObject({status: 200, body: 'old but fine'});
});

test('a connection closed without a reply says what that means for this service', async () => {
	const port = await raw(socket => void socket.once('data', () => socket.destroy()));
	await expect(client().get(request(port, {silence: 'check etcd'}))).rejects.toMatchObject({
		kind: 'answer',
		message: 'pg-test-1: Patroni (127.0.0.1:8008): it closed the connection without a reply\ncheck etcd',
	});
});

test.each([
	[
		'in the middle of the body',
		'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"members": [',
		'broke off in the middle',
	],
	['with something that is not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'is not HTTP'],
	[
		'with a redirect',
		'HTTP/1.1 302 Found\r\nLocation: http://evil/\r\nContent-Length: 0\r\n\r\n',
		'it redirects (HTTP 302)',
	],
	['compressed', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx', 'compressed although'],
])('an answer %s is a problem', async (_name, bytes, sentence) => {
	const port = await raw(socket => void socket.once('data', () => socket.end(bytes)));
	await expect(client().get(request(port))).rejects.toMatchObject({
		kind: 'answer',
		message: expect.stringContaining(sentence),
	});
});

test('an endless answer is cut off and its connection closed', async () => {
	let closed = false;
	const port = await serve((asked, answer) => {
		asked.socket.once('close', () => {
			closed = true;
		});
		const more = () => {
			while (!answer.destroyed && answer.write('x'.repeat(65_536))) {
				// Until the connection takes no more.
			}
		};
		answer.on('drain', more);
		more();
	});
	await expect(client({maxBytes: 1024 ** 2}).get(request(port))).rejects.toMatchObject({
		kind: 'answer',
		message: expect.stringContaining('longer than 1 MiB and was cut off'),
	});
	await expect.poll(() => closed).toBe(true);
});

test.each([
	['says nothing', (): void => {}],
	['stops in the middle', (socket: Socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')],
	[
		'sends a byte now and then',
		(socket: Socket) => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			const timer = setInterval(() => socket.write('.'), 20);
			socket.once('close', () => clearInterval(timer));
		},
	],
])('a server that %s is given up at the deadline', async (_name, misbehave) => {
	const port = await raw(socket => void socket.once('data', () => misbehave(socket)));
	await expect(client().get(request(port, {timeoutMs: 120}))).rejects.toMatchObject({
		kind: 'timeout',
		message: 'pg-test-1: Patroni (127.0.0.1:8008): no answer in 0.12 s\nOn pg-test-1: systemctl status patroni',
	});
});

test('nobody there is a sentence, and unreachable', async () => {
	const port = await serve(() => {});
	await closing.splice(0)[0]?.();
	await expect(client().get(request(port))).rejects.toMatchObject({
		kind: 'unreachable',
		message: expect.stringContaining('nothing listens there (connection refused)'),
	});
});

test('an abort rejects with its reason', async () => {
	const port = await raw(() => {});
	const controller = new AbortController();
	const asked = client().get(request(port, {signal: controller.signal}));
	controller.abort(new Error('no longer wanted'));
	await expect(asked).rejects.toThrow('no longer wanted');
});

const secure = (certificate: string) =>
	listen(
		https.createServer({cert: sample(`${certificate}.crt`), key: sample(`${certificate}.key`)}, (_asked, answer) =>
			answer.end('{"health":"true"}'),
		),
	);
const secureRequest = (port: number) => request(port, {url: `https://127.0.0.1:${port}/health`});

test('with a CA, a server that proves its address is asked', async () => {
	const port = await secure('loopback');
	await expect(client({ca: sample('ca.crt')}).get(secureRequest(port))).resolves.toMatchObject({status: 200});
});

test.each([
	['of another address', 'elsewhere', 'ca.crt', 'valid, but for other names and addresses'],
	['of another CA', 'loopback', 'other-ca.crt', 'not signed by the CA that we have'],
	['that has expired', 'expired', 'ca.crt', 'has expired'],
])('with a CA, a certificate %s is refused', async (_name, certificate, ca, sentence) => {
	const port = await secure(certificate);
	await expect(client({ca: sample(ca)}).get(secureRequest(port))).rejects.toMatchObject({
		kind: 'refused',
		message: expect.stringContaining(sentence),
	});
});

test('without a CA, nobody is verified', async () => {
	const port = await secure('elsewhere');
	await expect(client().get(secureRequest(port))).resolves.toMatchObject({status: 200});
});

test('a service without TLS that should have it is a sentence', async () => {
	const port = await serve((_asked, answer) => answer.end());
	await expect(client().get(secureRequest(port))).rejects.toMatchObject({
		kind: 'refused',
		message: expect.stringContaining('TLS could not be agreed on'),
	});
});
