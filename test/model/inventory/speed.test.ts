import {performance} from 'node:perf_hooks';
import {expect, test} from 'vitest';
import {parseAllDocuments} from 'yaml';
import {inventoryOf, readText} from '../../kit/inventory-sample.ts';

/** A thousand instances in 334 clusters, as hosts of one line each, with users, databases and a hundred global settings. */
const fleet = (): string => {
	const clusters = Array.from({length: 334}, (_, cluster) => {
		const hosts = [1, 2, 3].map(
			seq =>
				`        10.${seq}.${cluster >> 8}.${cluster & 255}: {pg_seq: ${seq}, pg_role: ${seq === 1 ? 'primary' : 'replica'}}`,
		);
		return `    pg-${cluster}x:
      hosts:
${hosts.join('\n')}
      vars:
        pg_cluster: pg-${cluster}x
        pg_users: [{name: app, password: App.${cluster}, pgbouncer: true, roles: [dbrole_admin], comment: the application}]
        pg_databases: [{name: app, owner: app, schemas: [app], extensions: [{name: vector}, {name: postgis, schema: public}]}]
        pg_crontab: ['00 01 * * * /pg/bin/pg-backup full']`;
	});
	const settings = Array.from({length: 100}, (_, index) => `    setting_${index}: value ${index}`);
	return `all:\n  children:\n${clusters.join('\n')}\n  vars:\n    admin_ip: 10.0.0.1\n${settings.join('\n')}\n`;
};

const fastestMs = (work: () => unknown): number =>
	Math.min(
		...Array.from({length: 2}, () => {
			const start = performance.now();
			work();
			return performance.now() - start;
		}),
	);

test('a thousand instances cost little more than parsing their YAML, which is what cannot be avoided', () => {
	const text = fleet();
	expect(inventoryOf(readText(text)).nodes).toHaveLength(1002);
	const parseMs = fastestMs(() => parseAllDocuments(text, {schema: 'failsafe', uniqueKeys: false}));
	expect(fastestMs(() => readText(text)) / parseMs).toBeLessThan(3);
});
