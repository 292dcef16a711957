import {expect, test} from 'vitest';
import {update} from '../../../source/store/update.ts';
import {inventoryOf, pgCluster, pgInstance, pgMeta} from '../../kit/inventory.ts';
import {fleet, grey, now} from '../../kit/state.ts';
test('a file with broken syntax never replaces the last good fleet by the half of it that can be read', () => {
	const half = inventoryOf([pgMeta]);
	const broken = update(fleet(), {
		type: 'inventory-read',
		now: now + 1000,
		path: '/home/dba/pigsty/pigsty.yml',
		sha256: 'x',
		reading: {
			inventory: half,
			problems: [{file: 'pigsty.yml', line: 3, severity: 'crit', rule: 'yaml-syntax', text: 'A map ends here.'}],
		},
	});
	expect(broken.inventory.stale).toBe(true);
	expect(broken.inventory.model?.clusters).toHaveLength(5);
});

test('a large fleet is asked less often in proportion, and a small one as its sources say', () => {
	const instances = Array.from({length: 500}, (_, index) =>
		pgInstance('pg-big', index, `10.1.${index >> 8}.${index & 255}`, 'replica'),
	);
	const large = grey(inventoryOf([pgCluster('pg-big', instances)]));
	expect(large.intervalsMs.patroniStatus).toBe(2 * large.configuredIntervalsMs.patroniStatus);
	expect(fleet().intervalsMs).toEqual(fleet().configuredIntervalsMs);
});
