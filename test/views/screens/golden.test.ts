import {expect, test} from 'vitest';
import type {State} from '../../../source/store/state.ts';
import {lineWidth} from '../../../source/views/parts/line.ts';
import {update} from '../../../source/store/update.ts';
import {answers, changes, empty, fails, fleet, grey, later, logs, now} from '../../kit/state.ts';
import {pressed, screenOf, screenText, sized} from '../../kit/operator.ts';
import {record} from '../../kit/log-record.ts';

const withLogs = (state: State): State =>
	logs(
		state,
		record(1, {message: 'checkpoint starting: time'}),
		record(2, {program: 'patroni', message: 'no action. I am (pg-test-1), the leader with the lock'}),
		record(3, {
			level: 'error',
			code: '40P01',
			user: 'dbuser_test',
			database: 'test',
			message: 'deadlock detected',
			detail: ['DETAIL: Process 4242 waits for ShareLock'],
		}),
		record(4, {level: 'warning', message: 'there is no transaction in progress'}),
	);

const degraded = (): State =>
	withLogs(
		fails(
			changes(fleet(), 'patroniCluster', 'pg-test', ha => ({
				...ha,
				paused: true,
				members: ha.members.map(member =>
					member.name === 'pg-test-3'
						? {...member, state: 'running', lagBytes: 1_500_000_000, replayLagBytes: 1_500_000_000}
						: member,
				),
			})),
			'10.10.10.12',
			['node'],
			'10.10.10.12: no answer on port 22 in 5 s\nCheck the host and its network',
		),
	);

const broken = (): State =>
	update(fleet(), {
		type: 'inventory-read',
		now: now + 1000,
		path: '/home/dba/pigsty/pigsty.yml',
		sha256: 'x',
		reading: {
			inventory: undefined,
			problems: [
				{
					file: '/home/dba/pigsty/pigsty.yml',
					line: 42,
					severity: 'crit',
					rule: 'yaml',
					text: 'A map ends here that was never begun.',
				},
			],
		},
	});

const cases: Readonly<Record<string, () => State>> = {
	healthy: () => withLogs(fleet()),
	degraded,
	empty,
	unread: grey,
	stale: () => later(fleet(), 600_000),
	broken,
};

const sizes = [
	[80, 24],
	[120, 40],
	[200, 60],
] as const;

test.each(Object.keys(cases).flatMap(name => sizes.map(([columns, rows]) => ({name, columns, rows}))))(
	'cockpit, $name, $columns×$rows',
	async ({name, columns, rows}) => {
		const state = sized(cases[name]?.() ?? empty(), columns, rows);
		await expect(screenText(state)).toMatchFileSnapshot(`../../screens/cockpit.${name}.${columns}x${rows}.txt`);
	},
);

const screens: Readonly<Record<string, readonly string[]>> = {
	cluster: ['enter'],
	instance: ['enter', 'j', 'enter'],
	nodes: ['n'],
	node: ['n', 'enter'],
	redis: ['j', 'j', 'j', 'enter'],
	findings: ['f'],
	finding: ['f', 'enter'],
	ha: ['h'],
	backups: ['b'],
	logs: ['l'],
	sources: ['o'],
	inventory: ['i'],
	help: ['?'],
	palette: [':'],
};

test.each(Object.entries(screens))('the %s screen of a degraded fleet', async (name, keys) => {
	const state = pressed(sized(degraded(), 120, 40), ...keys);
	await expect(screenText(state)).toMatchFileSnapshot(`../../screens/${name}.degraded.120x40.txt`);
});

test('every screen fills the terminal exactly, whatever its size', () => {
	for (const [columns, rows] of [
		[60, 15],
		[61, 16],
		[79, 25],
		[133, 31],
		[300, 100],
		[59, 14],
		[1, 1],
	] as const) {
		for (const keys of [[], ...Object.values(screens), ['4', 'z']]) {
			const lines = screenOf(pressed(sized(degraded(), columns, rows), ...keys));
			if (columns >= 60 && rows >= 15) {
				expect(lines).toHaveLength(rows);
				expect([...new Set(lines.map(lineWidth))], `${keys.join(' ')} at ${columns}×${rows}`).toEqual([columns]);
			} else {
				expect(lines).toHaveLength(1);
			}
		}
	}
});

test('text from outside reaches the screen without control characters', () => {
	const hostile = answers(fleet(), 'patroniHistory', 'pg-test', [
		{
			timeline: 1,
			lsn: '0/3000060',
			reason: '\u001B[2J\u001B]52;c;eA==\u0007 \u202Egnp',
			at: now,
			newLeader: 'pg-test-2\r\n',
		},
	]);
	expect(screenText(pressed(sized(hostile, 120, 40), 'j', 'h'))).not.toMatch(
		/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/,
	);
});
