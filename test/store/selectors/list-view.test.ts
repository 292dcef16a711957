import fc from 'fast-check';
import {expect, test} from 'vitest';
import {freshList} from '../../../source/store/initial-state.ts';
import {filterRows, listView} from '../../../source/store/selectors/list-view.ts';

type Row = {
	readonly key: string;
	readonly search: string;
	readonly lagBytes?: number | undefined;
	readonly health?: string;
};
const row = (key: string, more: Partial<Row> = {}): Row => ({key, search: key, ...more});
const keys = (rows: readonly Row[]) => rows.map(({key}) => key);
const three = [row('pg-meta'), row('pg-test-1'), row('pg-test-2')];

test.each([
	['', ['pg-meta', 'pg-test-1', 'pg-test-2']],
	['TEST', []],
	['test', ['pg-test-1', 'pg-test-2']],
	['!test', ['pg-meta']],
	['!', ['pg-meta', 'pg-test-1', 'pg-test-2']],
	['t.*2$', ['pg-test-2']],
	['test-1|meta', ['pg-meta', 'pg-test-1']],
])('the filter %j lets through %j', (filter, expected) => {
	expect(keys(filterRows(three, filter))).toEqual(expected);
});

test('a filter that is not a regular expression is taken as plain text', () => {
	expect(keys(filterRows([row('a(b'), row('ab')], 'a('))).toEqual(['a(b']);
});

test('rows are sorted by a column, and unknown comes last either way', () => {
	const rows = [row('a', {lagBytes: 5}), row('b'), row('c', {lagBytes: 90})];
	const sorted = (descending: boolean) =>
		keys(listView(rows, {...freshList, sort: {column: 'lagBytes', descending}}, 9).rows);
	expect(sorted(true)).toEqual(['c', 'a', 'b']);
	expect(sorted(false)).toEqual(['a', 'c', 'b']);
});

test('healths are sorted from good to bad, and names as people count', () => {
	const healths = ['crit', 'ok', 'unknown', 'warn'].map(health => row(health, {health}));
	expect(keys(listView(healths, {...freshList, sort: {column: 'health', descending: true}}, 9).rows)).toEqual([
		'crit',
		'warn',
		'unknown',
		'ok',
	]);
	const names = [row('pg-10'), row('pg-9')];
	expect(keys(listView(names, {...freshList, sort: {column: 'key', descending: false}}, 9).rows)).toEqual([
		'pg-9',
		'pg-10',
	]);
});

test('the cursor stays on its row while rows come and go around it', () => {
	const list = {...freshList, cursor: 'pg-test-1'};
	expect(listView(three, list, 9).cursor).toBe(1);
	expect(listView([row('aa'), row('ab'), ...three], list, 9).cursor).toBe(3);
});

test('when its row is gone the cursor is at the top of what was shown', () => {
	expect(listView(three, {...freshList, cursor: 'gone', top: 2}, 1)).toMatchObject({cursor: 2, top: 2});
	expect(listView([], {...freshList, cursor: 'gone', top: 2}, 5)).toMatchObject({cursor: -1, top: 0, rows: []});
});

test('the filter says how many rows it hides', () => {
	expect(listView(three, {...freshList, filter: 'meta'}, 9).hidden).toBe(2);
});

test('whatever happens to the rows, the cursor is in the list and in the window', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.string({maxLength: 3})),
			fc.option(fc.string({maxLength: 3}), {nil: undefined}),
			fc.integer({min: -5, max: 200}),
			fc.integer({min: 1, max: 30}),
			fc.string({maxLength: 4}),
			(names, cursor, top, height, filter) => {
				const rows = names.map(name => row(name));
				const view = listView(rows, {...freshList, cursor, top, filter}, height);
				if (view.rows.length === 0) {
					expect(view).toMatchObject({cursor: -1, top: 0});
					return;
				}

				expect(view.cursor).toBeGreaterThanOrEqual(view.top);
				expect(view.cursor).toBeLessThan(view.top + height);
				expect(view.rows[view.cursor]).toBeDefined();
				if (cursor !== undefined && view.rows.some(({key}) => key === cursor)) {
					expect(view.rows[view.cursor]?.key).toBe(cursor);
				}
			},
		),
	);
});
