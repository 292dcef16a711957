import {expect, test} from 'vitest';
import {lists} from '../../source/store/lists/lists.ts';
import {backupColumns} from '../../source/views/panes/backups.ts';
import {clusterColumns} from '../../source/views/panes/clusters.ts';
import {nodeColumns} from '../../source/views/panes/nodes.ts';
import {
	findingColumns,
	historyColumns,
	problemColumns,
	setColumns,
	sourceColumns,
} from '../../source/views/screens/lists.ts';
import {fleet} from '../kit/state.ts';

const drawn: Readonly<Record<string, readonly {readonly by?: string}[]>> = {
	clusters: clusterColumns,
	nodes: nodeColumns(fleet()),
	backups: backupColumns({now: 0, longestMs: 0}),
	sets: setColumns,
	history: historyColumns,
	findings: findingColumns,
	sources: sourceColumns,
	problems: problemColumns,
};

test.each(Object.entries(drawn))(
	'every order of the %s has a column that shows it, and no other column says so',
	(id, columns) => {
		const orders = Object.entries(lists)
			.find(([each]) => each === id)?.[1]
			.orders.map(({column}) => column);
		expect(columns.flatMap(({by}) => by ?? []).toSorted()).toEqual([...(orders ?? [])].toSorted());
	},
);
