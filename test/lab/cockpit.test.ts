import {performance} from 'node:perf_hooks';
import {afterAll, afterEach, beforeAll, expect, test} from 'vitest';
import {openPty} from '../e2e/kit/pty.ts';
import {inventory, lab} from './kit/lab.ts';

type Fault = {
	readonly name: string;
	/** Commands of the lab, one after the other. */
	readonly break: readonly (readonly string[])[];
	readonly mend: readonly string[];
	/** What the findings screen must say. */
	readonly says: RegExp;
	readonly withinMs: number;
	readonly clearsWithinMs?: number;
};

/**
 * Bounds: a dead source is noticed within two of its poll intervals and its deadline. Patroni and PostgreSQL of a member
 * are asked every 2 and 5 s with 1 to 2 s to answer, a host every 10 s with 5 s.
 */
const faults: readonly Fault[] = [
	{
		name: "the leader's node is crashed",
		break: [['crash', 't1']],
		mend: ['start', 't1'],
		says: /pg-test-1.*(answers nothing|does not answer)/,
		withinMs: 14_000,
	},
	{
		name: "the leader's node is frozen",
		break: [['pause', 't1']],
		mend: ['resume', 't1'],
		says: /pg-test-1.*(answers nothing|does not answer)/,
		withinMs: 14_000,
	},
	{
		name: "the leader's cable is cut",
		break: [['cut', 't1']],
		mend: ['heal'],
		says: /pg-test-1.*(answers nothing|does not answer)/,
		withinMs: 14_000,
	},
	{
		name: 'Patroni is paused',
		break: [['patroni-pause', 'pg-test', 'on']],
		mend: ['patroni-pause', 'pg-test', 'off'],
		says: /Patroni is paused in pg-test/,
		withinMs: 10_000,
	},
	{
		name: 'a switchover is made by REST',
		break: [['switchover', 'pg-test', 'pg-test-2']],
		mend: ['switchover', 'pg-test', 'pg-test-1'],
		says: /pg-test-2 leads, but the inventory calls pg-test-1 the primary/,
		withinMs: 20_000,
	},
	{name: 'etcd is stopped', break: [['etcd', 'stop']], mend: ['etcd', 'start'], says: /(DCS|etcd).*/, withinMs: 15_000},
	{
		name: 'sshd is stopped on one node',
		break: [['sshd', 't2', 'stop']],
		mend: ['sshd', 't2', 'start'],
		says: /pg-test-2 does not answer by SSH|SSH.*pg-test-2/,
		withinMs: 30_000,
	},
	{
		name: 'a host key is changed',
		// A connection that stands does not ask again for the key: sessions end when sshd does.
		break: [
			['rekey', 't3'],
			['sshd', 't3', 'stop'],
			['sshd', 't3', 'start'],
		],
		mend: ['rekey', 't3', 'back'],
		says: /pg-test-3.*SSH|host key/,
		withinMs: 40_000,
	},
	{
		name: '/data is filled',
		break: [['fill', 't2', '1024']],
		mend: ['unfill', 't2'],
		says: /\/data.*(full|9\d%|100%)|pg-test-2.*\/data/,
		withinMs: 30_000,
	},
	{
		name: 'pigsty.yml is broken',
		break: [['inventory', 'break']],
		mend: ['inventory', 'mend'],
		says: /INVENTORY BROKEN, LAST GOOD SHOWN/,
		withinMs: 2500,
	},
];

let screen: Awaited<ReturnType<typeof openPty>>;
const seen: string[] = [];

beforeAll(async () => {
	await lab('mend');
	const {path} = await inventory();
	screen = await openPty({columns: 150, rows: 45});
	screen.run(`npx tsx source/cli.tsx -i ${path}`);
	await screen.waitFor(/pg-test-1/, 20_000);
	screen.write('f');
	await screen.waitFor('Findings', 10_000);
});

afterEach(async () => {
	await lab('mend');
});

afterAll(async () => {
	console.log(seen.join('\n'));
	screen.write('q');
	await screen.close();
});

const baseline = async () => {
	await screen.until(() => !screen.screen().some(line => line.includes('✖')), 'no critical finding left', 90_000);
};

test.each(faults)('$name: seen, and gone when it is mended', async fault => {
	await baseline();
	const brokenAt = performance.now();
	for (const command of fault.break) {
		await lab(...command);
	}

	const doneAt = performance.now();
	await screen.waitFor(fault.says, fault.withinMs + (doneAt - brokenAt));
	const seenMs = performance.now() - doneAt;
	const line = screen.screen().find(text => fault.says.test(text)) ?? '';
	await lab(...fault.mend);
	const mendedAt = performance.now();
	await screen.until(
		() => !screen.screen().some(text => fault.says.test(text)),
		`${fault.name}: gone`,
		fault.clearsWithinMs ?? 90_000,
	);
	seen.push(
		`${fault.name}: seen after ${(seenMs / 1000).toFixed(1)} s, gone ${((performance.now() - mendedAt) / 1000).toFixed(1)} s after mending: ${line.trim().slice(0, 110)}`,
	);
	expect(seenMs).toBeLessThan(fault.withinMs);
});

test('replay held under load: the lag grows on screen, and goes', async () => {
	await baseline();
	await lab('lag', 't2', 'on');
	await lab('load', 'pg-test', '40', '300');
	await screen.waitFor(/pg-test-2.*(behind|replay)/, 60_000);
	seen.push(
		`replay held under load: ${screen
			.screen()
			.find(text => /pg-test-2.*(behind|replay)/.test(text))
			?.trim()
			.slice(0, 110)}`,
	);
	await lab('load', 'pg-test', 'off');
	await lab('lag', 't2', 'off');
	await screen.until(
		() => !screen.screen().some(text => /pg-test-2.*(behind|replay)/.test(text)),
		'the replica has caught up',
		90_000,
	);
});
