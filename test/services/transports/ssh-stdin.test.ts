import {expect, onTestFinished, test} from 'vitest';
import {secret} from '../../../source/model/secret.ts';
import {makeHome, nodeAt, startServer} from '../../kit/ssh-server.ts';

test('a command reads its line from standard input, and a secret is nowhere else', async () => {
	const server = await startServer({
		onExec(channel, command) {
			channel.on('data', (chunk: Buffer) => {
				channel.write(`${command} read ${String(chunk)}`);
				channel.exit(0);
				channel.end();
			});
		},
	});
	const home = makeHome();
	home.knownHosts.write(server.knownHostsLines(`[127.0.0.1]:${server.port}`));
	onTestFinished(() => {
		server.close();
		home.remove();
	});
	const answer = await home
		.ssh()
		.exec(
			nodeAt(server.port),
			{as: 'login', argv: ['redis-cli', '--askpass'], stdin: secret("it's")},
			{timeoutMs: 5000, maxBytes: 1000, signal: new AbortController().signal},
		);
	expect(answer.stdout).toBe("head -n 1 | redis-cli --askpass read it's\n");
});
