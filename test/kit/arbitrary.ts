import fc from 'fast-check';
import type {LogRecord} from '../../source/model/log.ts';
import type {Problem} from '../../source/model/problem.ts';
import type {Reading} from '../../source/model/sample.ts';
import type {Event} from '../../source/store/event.ts';
import {drillIds, paneIds, themeNames} from '../../source/store/state.ts';
import {inventory, inventoryOf, pgMeta} from './inventory.ts';
import {record} from './log-record.ts';
import {healthyReadings} from './readings.ts';
import {now} from './state.ts';

const healthy = healthyReadings(inventory(), now);

/** Numbers and words that a lying source may send in place of good ones. Decoders let no NaN or Infinity through. */
const odd = fc.constantFrom<unknown>(0, -1, 1e18, '', 'odd', undefined, true, [], '\u001B[2J');

/** A value with some of its fields, however deep, replaced by others of their kind: well shaped and quite wrong. */
const wrong = (value: unknown): fc.Arbitrary<unknown> => {
	if (Array.isArray(value)) {
		return fc.oneof(fc.constant([]), fc.tuple(...value.map(wrong)));
	}

	if (typeof value === 'object' && value !== null) {
		return fc.record(Object.fromEntries(Object.entries(value).map(([name, field]) => [name, wrong(field)])));
	}

	const sameKind = odd.filter(other => typeof other === typeof value);
	return fc.oneof({weight: 4, arbitrary: fc.constant(value)}, {weight: 1, arbitrary: sameKind});
};

/** Failures, good answers, and answers that no healthy fleet gives, of all sources and of targets that do not exist. */
export const reading: fc.Arbitrary<Reading> = fc
	.constantFrom(...healthy)
	.chain(good =>
		fc.oneof(
			fc.constant(good),
			fc.constant({...good, target: 'nobody'}),
			fc.constant({id: good.id, target: good.target, at: now, tookMs: 1000, ok: false, problem: 'no answer'} as const),
			good.ok ? wrong(good.value).map(value => ({...good, value}) as Reading) : fc.constant(good),
		),
	);

const logRecord: fc.Arbitrary<LogRecord> = fc.nat(1000).map(seq => record(seq));

const problem: fc.Arbitrary<Problem> = fc.record({
	file: fc.constant('pigsty.yml'),
	line: fc.option(fc.nat(), {nil: undefined}),
	severity: fc.constantFrom('info', 'warn', 'crit'),
	rule: fc.constantFrom('default-password', 'yaml-syntax', 'templated'),
	text: fc.string(),
});

const time = fc.oneof(fc.integer({min: now - 7_200_000, max: now + 7_200_000}), fc.constant(Number.NaN));

export const event: fc.Arbitrary<Event> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			type: fc.constant('published' as const),
			now: time,
			readings: fc.array(reading, {maxLength: 6}),
			records: fc.array(logRecord, {maxLength: 4}),
			streams: fc.constant([]),
		}),
	},
	fc.record({
		type: fc.constant('inventory-read' as const),
		now: time,
		path: fc.constant('pigsty.yml'),
		sha256: fc.string(),
		reading: fc.record({
			inventory: fc.constantFrom(inventory(), inventoryOf([pgMeta]), inventoryOf([]), undefined),
			problems: fc.array(problem, {maxLength: 3}),
		}),
	}),
	fc.record({type: fc.constant('resized' as const), columns: fc.integer(), rows: fc.integer()}),
	fc.record({type: fc.constant('pane-focused' as const), pane: fc.constantFrom(...paneIds)}),
	fc.constantFrom<Event>({type: 'zoom-toggled'}, {type: 'screen-closed'}, {type: 'pause-toggled'}),
	fc.record({
		type: fc.constant('screen-opened' as const),
		screen: fc.constantFrom(...drillIds),
		subject: fc.option(fc.constantFrom('pg-test', 'pg-test-1', 'nobody'), {nil: undefined}),
	}),
	fc.record({
		type: fc.constant('list-changed' as const),
		list: fc.record({cursor: fc.string(), top: fc.integer(), filter: fc.string()}, {requiredKeys: []}),
	}),
	fc.record({type: fc.constant('notified' as const), text: fc.string()}),
	fc.record({type: fc.constant('theme-chosen' as const), theme: fc.constantFrom(...themeNames)}),
);
