import {type Case, both, node, dead, gibibyte, nodeValue} from '../../../kit/change.ts';
import {fileSystem} from '../../../kit/readings.ts';
import {answers, fails, fleet, laterAnswering, now} from '../../../kit/state.ts';

export const nodeCases: Readonly<Record<string, Case>> = {
	'node-unreachable': {
		fires: () => dead(fleet(), '10.10.10.12', 'pg-test-2', 'etcd-2'),
		// Everything but SSH itself: the host is there.
		spares: () => dead(answers(fleet(), 'node', '10.10.10.12', nodeValue()), 'pg-test-2', 'etcd-2'),
	},
	'disk-filling': {
		fires: () =>
			both(
				node({
					fileSystems: [
						fileSystem('/', '/dev/vda1', 40 * gibibyte, 0.2),
						fileSystem('/data', '/dev/vdb1', 500 * gibibyte, 0.91),
					],
				}),
			),
		spares: () => both(node({fileSystems: [fileSystem('/data', '/dev/vdb1', 500 * gibibyte, 0.84)]})),
	},
	'clock-skew': {
		fires: () => both(node({clockAt: now - 3000})),
		spares: () => both(node({clockAt: now - 3000, askedAt: undefined})),
	},
	'unit-failed': {
		fires: () => both(node({failedUnits: ['pgbouncer.service']})),
		spares: () => both(node({units: {patroni: 'activating'}})),
	},
	'source-silent': {
		fires: () => laterAnswering(laterAnswering(fails(fleet(), '10.10.10.12', ['haproxy']), 16_000), 45_000),
		// It failed once, and what it said is still young.
		spares: () => laterAnswering(laterAnswering(fails(fleet(), '10.10.10.12', ['haproxy']), 4000), 10_000),
	},
};
