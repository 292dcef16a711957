import {expect, test} from 'vitest';
import type {State} from '../../../source/store/state.ts';
import {headerLine} from '../../../source/views/parts/header.ts';
import {lineText, lineWidth} from '../../../source/views/parts/line.ts';
import {changes, fleet, grey} from '../../kit/state.ts';

const text = (state: State, width: number) => lineText(headerLine(state, width));

test('environment, mode, counts and time are there at every width', () => {
	const state = {...fleet(), environment: 'DEMO', demo: 'lagging-replica'};
	for (let width = 60; width <= 300; width += 1) {
		const line = headerLine(state, width);
		expect(lineWidth(line)).toBe(width);
		for (const word of ['DEMO', 'READ-ONLY', ' 5 ok', '03:12:44Z']) {
			expect(lineText(line), `at ${width}`).toContain(word);
		}
	}
});

test('where there is room the path and the scenario are told as well', () => {
	const state = {...fleet(), demo: 'failover'};
	expect(text(state, 80)).not.toContain('/home/dba/pigsty/pigsty.yml');
	expect(text(state, 120)).toContain('simulated: failover');
	expect(text(state, 160)).toContain('/home/dba/pigsty/pigsty.yml');
});

test('clusters without their DCS are named, or counted where there is no room', () => {
	const lost = ['pg-meta-1', 'pg-test-1'].reduce(
		(state, name) => changes(state, 'patroniStatus', name, value => ({...value, failsafeActive: true})),
		fleet(),
	);
	expect(text(lost, 120)).toContain('FAILSAFE pg-meta pg-test');
	expect(text(lost, 60)).toContain('FAILSAFE 2 clusters');
});

test('an unlabelled fleet is treated as production', () => {
	expect(text({...grey(), environment: undefined}, 80)).toContain('PROD?');
});
