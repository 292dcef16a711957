import {expect, test} from 'vitest';
import {parseLsn} from '../../../source/format/lsn.ts';
import type {SourceId} from '../../../source/model/sample.ts';
import {scenarios} from '../../../source/services/simulator/scenarios.ts';
import {createSimulation} from '../../../source/services/simulator/simulation.ts';
import {type Answer, askAll, sourceIds, targetsIn, valuesOf} from './fleet-asker.ts';
import {stillClock} from './leaping-clock.ts';

/** What moves each second; the rest is asked each half minute. */
const quick: readonly SourceId[] = ['patroniCluster', 'patroniStatus', 'instance', 'replication'];

type Place = {readonly timeline: number; readonly lsn: bigint};

/** What must not be, said of the answers of one moment and the places that instances were at before. */
const violations = (
	answers: readonly Answer[],
	places: ReadonlyMap<string, Place>,
	timeline: number,
): readonly string[] => [
	...[...valuesOf(answers, 'patroniCluster')].flatMap(([id, {members}]) => {
		const leaders = members.filter(({role}) => role === 'leader');
		return [
			...(leaders.length > 1 ? [`${id} has ${leaders.length} leaders`] : []),
			...(leaders.some(leader => id === 'pg-test' && (leader.timeline ?? timeline) < timeline)
				? [`${id} went back in time`]
				: []),
			...members
				.filter(({lagBytes, replayLagBytes}) => Math.min(lagBytes ?? 0, replayLagBytes ?? 0) < 0)
				.map(({name}) => `${name} is ahead of its leader`),
		];
	}),
	...[...valuesOf(answers, 'instance')].flatMap(([id, instance]) => {
		const before = places.get(id);
		const fell = before !== undefined && instance.timeline === before.timeline && placeOf(instance).lsn < before.lsn;
		return [
			...(before !== undefined && instance.timeline < before.timeline ? [`${id} is on an older timeline`] : []),
			...(fell ? [`${id} lost WAL`] : []),
			...((instance.replayDelayMs ?? 0) < 0 ? [`${id} replays the future`] : []),
		];
	}),
	...[...valuesOf(answers, 'replication')].flatMap(([id, peers]) =>
		peers
			.filter(({lagBytes, sentLagBytes}) => (lagBytes ?? 0) < (sentLagBytes ?? 0))
			.map(({name}) => `${id}: ${name} replayed what was not sent`),
	),
	...[...valuesOf(answers, 'node')].flatMap(([id, {fileSystems}]) =>
		fileSystems
			.filter(({usedBytes, sizeBytes}) => usedBytes > sizeBytes)
			.map(({mount}) => `${id}: ${mount} is more than full`),
	),
	...[...valuesOf(answers, 'haproxy')].flatMap(([id, servers]) => {
		const writers = servers.filter(({proxy, status}) => proxy.endsWith('-primary') && status === 'UP');
		return writers.length > 1 ? [`${id} sends writes to ${writers.length} servers`] : [];
	}),
];

const placeOf = ({timeline, lsn}: {readonly timeline: number; readonly lsn: string}): Place => ({
	timeline,
	lsn: parseLsn(lsn) ?? -1n,
});

test.each(scenarios.map(({name}) => name))(
	'%s: what is always true is true in each second of two minutes',
	async scenario => {
		const clock = stillClock();
		const simulation = createSimulation({seed: 11, scenario, clock});
		const targets = targetsIn(simulation);
		const close = targets.filter(
			({id, kind}) =>
				id.startsWith('pg-test') || /^10\.10\.10\.1[123]$/.test(id) || kind === 'etcd' || kind === 'infra',
		);
		const places = new Map<string, Place>();
		const found: string[] = [];
		let timeline = 0;
		for (let second = 0; second <= 120; second += 1) {
			clock.set(simulation.startedAt + second * 1000);
			const answers = await askAll(
				simulation,
				second % 60 === 0 ? targets : close,
				second % 30 === 0 ? sourceIds : quick,
			);
			found.push(...violations(answers, places, timeline).map(text => `${second} s: ${text}`));
			const leader = valuesOf(answers, 'patroniCluster')
				.get('pg-test')
				?.members.find(({role}) => role === 'leader');
			timeline = leader?.timeline ?? timeline;
			valuesOf(answers, 'instance').forEach((instance, id) => places.set(id, placeOf(instance)));
		}

		expect(found).toEqual([]);
		expect(places.size).toBeGreaterThan(8);
	},
);
