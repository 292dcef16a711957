import {expect, test} from 'vitest';
import {selectLogs} from '../../../source/store/selectors/log-selector.ts';
import {inventory} from '../../kit/inventory.ts';

const ids = (...selectors: readonly string[]) => {
	const choice = selectLogs(inventory(), selectors);
	return choice.ok ? choice.logs.map(({id}) => id) : choice.problem;
};

test('a cluster is the logs of its own programs on all its members', () => {
	expect(ids('pg-test')).toEqual(
		['10.10.10.11', '10.10.10.12', '10.10.10.13'].flatMap(ip =>
			['postgres', 'patroni', 'pgbouncer', 'pgbackrest', 'haproxy'].map(program => `${ip}/${program}`),
		),
	);
	expect(ids('etcd')).toEqual(['10.10.10.11/etcd', '10.10.10.12/etcd', '10.10.10.13/etcd']);
});

test('a member is one node of it, with the node itself unchanged', () => {
	expect(ids('pg-test-2')).toContain('10.10.10.12/postgres');
	const fleet = inventory();
	const choice = selectLogs(fleet, ['pg-meta-1/postgres']);
	expect(choice.ok && choice.logs.map(({node}) => fleet.nodes.findIndex(each => each === node))).toEqual([0]);
});

test('an address is all programs of the node', () => {
	expect(ids('10.10.10.10')).toEqual(
		expect.arrayContaining(['10.10.10.10/postgres', '10.10.10.10/redis/redis-ms-1-6379']),
	);
});

test('a program narrows, a star widens', () => {
	expect(ids('pg-test/patroni')).toEqual(['10.10.10.11/patroni', '10.10.10.12/patroni', '10.10.10.13/patroni']);
	expect(ids('*/postgres')).toEqual(
		['10.10.10.10', '10.10.10.11', '10.10.10.12', '10.10.10.13'].map(ip => `${ip}/postgres`),
	);
	expect(ids('pg-test-1/kernel')).toEqual(['10.10.10.11/kernel']);
});

test('a log that two selectors name comes once', () => {
	expect(ids('pg-test-1/postgres', '10.10.10.11/postgres')).toEqual(['10.10.10.11/postgres']);
});

test.each([
	[['nobody'], /^`nobody`: there is no `nobody`\nKnown are: pg-meta, pg-test, .*10\.10\.10\.13$/],
	[['pg-test/mail'], /^`pg-test\/mail`: there is no program `mail`\nKnown are: postgres, patroni, /],
	[['pg-test/postgres/x'], /there is no program `postgres\/x`/],
	[['pg-test/etcd'], /^`pg-test\/etcd`: `pg-test` has no log of etcd$/],
	[[], /^no log is named\nKnown are: pg-meta/],
] as const)('%j is refused with what is known', (selectors, sentence) => {
	expect(ids(...selectors)).toMatch(sentence);
});
