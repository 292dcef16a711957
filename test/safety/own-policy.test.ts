import {expect, test} from 'vitest';
import {actionKinds, grants} from '../../source/safety/grants.ts';
import {isStricter, levels} from '../../source/safety/levels.ts';
import {ownPolicy} from '../../source/safety/own-policy.ts';

test('raises what it names', () => {
	expect(ownPolicy({'patroni.pause': 'never', 'session.cancel': 'type-name'})).toEqual({
		raises: {'patroni.pause': 'never', 'session.cancel': 'type-name'},
		problems: [],
	});
	expect(ownPolicy(undefined)).toEqual({raises: {}, problems: []});
});

test.each(actionKinds)('cannot lower %s', kind => {
	for (const level of levels) {
		const {raises, problems} = ownPolicy({[kind]: level});
		const isLower = isStricter(grants[kind].level, level);
		expect([level, Object.keys(raises), problems.length]).toEqual([level, isLower ? [] : [kind], isLower ? 1 : 0]);
	}
});

test('tells what it does not understand, and goes on with the rest', () => {
	const {raises, problems} = ownPolicy({
		'patroni.remove': 'never',
		constructor: 'never',
		'backup.run': 'yes',
		'patroni.pause': 'never',
	});
	expect(raises).toEqual({'patroni.pause': 'never'});
	expect(problems).toEqual([
		'policy: patroni.remove is not an action; docs/POLICY.md has them all',
		'policy: constructor is not an action; docs/POLICY.md has them all',
		'policy: backup.run must be one of allow, consent, confirm, type-name, destroy, never',
	]);
	expect(ownPolicy(['never']).problems).toEqual(['policy must be a map of actions to levels']);
});
