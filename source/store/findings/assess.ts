import type {Finding} from '../../model/finding.ts';
import type {Severity} from '../../model/health.ts';
import type {Assessment, State} from '../state.ts';
import {type Unit, unitsOf} from '../units.ts';
import type {Found, Rule} from './rule.ts';
import {rules} from './rules.ts';
import {type View, viewOf} from './view.ts';

/** Up to this many units are all looked at in every tick. */
const unitsPerTick = 64;
/** In larger fleets they take turns, at least so many at a time… */
const leastTurns = 16;
/** …so that each is looked at once in this time, or in as many times that as the fleet is asked less often. */
const roundMs = 1000;
/** What is found this soon after the start was there before us, and need not last any longer to be shown. */
const firstLookMs = 5000;

/**
 * Looks at the fleet with the rules and brings `findings` up to date. Units that have a target in `urgent` are looked
 * at now, the others when their turn comes.
 */
export const assess = (
	state: State,
	{urgent}: {readonly urgent: ReadonlySet<string> | 'everything'},
	table: readonly Rule[] = rules,
): State => {
	const {all, byTarget} = unitsOf(state.inventory.model);
	const before = aligned(state.assessed.units, all);
	const elapsedMs = Math.max(0, state.now - state.assessed.at);
	const stretch = state.intervalsMs.node / state.configuredIntervalsMs.node;
	const turns = Math.max(leastTurns, Math.ceil((all.length * elapsedMs) / (roundMs * stretch)));
	const isRound = urgent === 'everything' || all.length <= unitsPerTick || turns >= all.length;
	const due = isRound
		? all.keys()
		: new Set([
				...Array.from({length: turns}, (_, turn) => (state.assessed.next + turn) % all.length),
				...[...urgent].flatMap(target => byTarget.get(target) ?? []),
			]);

	const units = [...before];
	let isChanged = before !== state.assessed.units;
	for (const position of due) {
		const unit = all[position];
		if (unit !== undefined) {
			const assessment = assessUnit(state, unit, before[position] ?? nothingOf(unit.key), table);
			isChanged ||= assessment.found !== before[position]?.found;
			units[position] = assessment;
		}
	}

	return {
		...state,
		assessed: {units, next: isRound ? 0 : (state.assessed.next + turns) % all.length, at: state.now},
		findings: isChanged
			? ordered(
					units.flatMap(({found}) => found),
					table,
				)
			: state.findings,
	};
};

/** Assessments in the order of the units; those of units that are gone are left out. */
const aligned = (assessments: readonly Assessment[], units: readonly Unit[]): readonly Assessment[] => {
	if (assessments.length === units.length && units.every(({key}, position) => assessments[position]?.unit === key)) {
		return assessments;
	}

	const byUnit = new Map(assessments.map(assessment => [assessment.unit, assessment]));
	return units.map(({key}) => byUnit.get(key) ?? nothingOf(key));
};

/** One empty list for all, so that "nothing, as before" can be seen by identity. */
const noFindings: readonly Finding[] = [];
const nonePending: Assessment['pending'] = [];
const nothingOf = (unit: string): Assessment => ({unit, found: noFindings, pending: nonePending});

const assessUnit = (state: State, unit: Unit, before: Assessment, table: readonly Rule[]): Assessment => {
	const found: Finding[] = [];
	const pending: {readonly finding: Finding; readonly seenAt: number}[] = [];
	tellEach(viewOf(state, unit), table, (rule, condition) => {
		const id = idOf(rule, condition);
		const shown = before.found.find(finding => finding.id === id);
		const waiting = before.pending.find(({finding}) => finding.id === id);
		const finding = findingOf(state, {id, rule: rule.id}, condition, shown ?? waiting?.finding);
		const seenAt = waiting?.seenAt ?? state.now;
		const isDue = state.now - seenAt >= (rule.holdMs ?? 0) || seenAt - state.startedAt <= firstLookMs;
		if (shown !== undefined || isDue) {
			found.push(finding);
		} else {
			pending.push({finding, seenAt});
		}
	});
	return {
		unit: unit.key,
		found: found.length === 0 ? noFindings : found,
		pending: pending.length === 0 ? nonePending : pending,
	};
};

type Tell = (rule: Rule, found: Found) => void;

/** Tells everything that the rules for a view find in it. */
const tellEach = (view: View, table: readonly Rule[], tell: Tell): void => {
	const {pgsql, plain, node, fleet} = byKind(table);
	switch (view.of) {
		case 'pgsql':
			return tellAll(pgsql, view.view, tell);
		case 'plain':
			return tellAll(plain, view.view, tell);
		case 'node':
			return tellAll(node, view.view, tell);
		case 'fleet':
			return tellAll(fleet, view.view, tell);
	}
};

const tellAll = <Seen>(
	table: readonly (Rule & {readonly evaluate: (view: Seen) => readonly Found[]})[],
	view: Seen,
	tell: Tell,
) => {
	for (const rule of table) {
		for (const found of rule.evaluate(view)) {
			tell(rule, found);
		}
	}
};

/** The table by what its rules look at, so that a thousand hosts are not asked about replication slots. */
const byKind = (table: readonly Rule[]) => {
	const known = kinds.get(table);
	if (known !== undefined) {
		return known;
	}

	const made = {
		pgsql: table.filter(rule => rule.of === 'pgsql'),
		plain: table.filter(rule => rule.of === 'plain'),
		node: table.filter(rule => rule.of === 'node'),
		fleet: table.filter(rule => rule.of === 'fleet'),
	};
	kinds.set(table, made);
	return made;
};

type OfKind<Kind extends Rule['of']> = readonly Extract<Rule, {readonly of: Kind}>[];
type Kinds = {readonly [Kind in Rule['of']]: OfKind<Kind>};
const kinds = new WeakMap<readonly Rule[], Kinds>();

const idOf = ({id}: Rule, {subject, part}: Found) =>
	part === undefined ? `${id}:${subject.name}` : `${id}:${subject.name}:${part}`;

/** It keeps the time at which it began, whatever the samples say later. */
const findingOf = (
	{now}: State,
	identity: Pick<Finding, 'id' | 'rule'>,
	{subject, since = now, severity, title, evidence, advice}: Found,
	known: Finding | undefined,
): Finding => ({
	...identity,
	severity,
	subject,
	title,
	since: known?.since ?? Math.min(since, now),
	evidence,
	advice,
});

const rank: Readonly<Record<Severity, number>> = {crit: 0, warn: 1, info: 2};

/** The worst first; then as the table has them, the newest first, and by name so that equals never change places. */
const ordered = (findings: readonly Finding[], table: readonly Rule[]): readonly Finding[] => {
	const place = new Map(table.map(({id}, position) => [id, position]));
	const byTable = ({rule}: Finding) => place.get(rule) ?? table.length;
	return findings.toSorted(
		(a, b) =>
			rank[a.severity] - rank[b.severity] ||
			byTable(a) - byTable(b) ||
			b.since - a.since ||
			(a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
	);
};
