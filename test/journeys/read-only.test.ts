import {expect, test} from 'vitest';
import {fails, fleet} from '../kit/state.ts';
import {pressed, screenText, sized, typed} from '../kit/operator.ts';

const wide = () => sized(fleet(), 120, 40);

test('enter on a cluster opens it, enter on a member opens that, escape goes back the same way', () => {
	const cluster = pressed(wide(), 'j', 'enter');
	expect(screenText(cluster)).toContain('Cluster pg-test');
	const instance = pressed(cluster, 'j', 'enter');
	expect(screenText(instance)).toContain('Instance pg-test-2');
	expect(pressed(instance, 'escape', 'escape').ui.screens).toHaveLength(1);
});

test('the HA pane shows the cluster under the cursor of the first pane', () => {
	expect(screenText(wide())).toContain('2 HA pg-meta');
	expect(screenText(pressed(wide(), 'j'))).toContain('2 HA pg-test');
});

test('a filter counts while it is typed, stays after enter and goes with escape', () => {
	const typing = typed(pressed(wide(), '/'), 'redis');
	expect(screenText(typing)).toContain('filter /redis');
	expect(screenText(typing)).not.toContain('etcd  ');
	const kept = pressed(typing, 'enter');
	expect(screenText(kept)).toContain('/redis');
	expect(pressed(kept, '/', 'escape').ui.panes.clusters.filter).toBe('');
});

test('a filter that hides everything says so', () => {
	expect(screenText(typed(pressed(wide(), '/'), 'nosuch'))).toContain('the filter /nosuch hides all 5');
});

test('the palette finds a member by a few letters and goes there', () => {
	const there = pressed(typed(pressed(wide(), ':'), 'pg-test-3'), 'enter');
	expect(there.ui.overlay).toBeUndefined();
	expect(screenText(there)).toContain('Instance pg-test-3');
});

test('the palette says when nothing is called that', () => {
	expect(screenText(typed(pressed(wide(), ':'), 'xyzzy'))).toContain('nothing is called that');
});

test('zoom fills the screen with the pane and comes back', () => {
	const zoomed = pressed(wide(), '4', 'z');
	expect(screenText(zoomed)).not.toContain('1 Clusters');
	expect(screenText(pressed(zoomed, 'z'))).toContain('1 Clusters');
});

test('pausing the screen is loud and shows the old data while the new comes in', () => {
	const paused = pressed(wide(), 'p');
	const meanwhile = fails(paused, 'pg-test', ['patroniCluster'], 'pg-test: nobody answers');
	expect(screenText(meanwhile)).toContain('SCREEN STOPPED');
	expect(screenText(meanwhile)).toContain('3/3');
	expect(screenText(pressed(meanwhile, 'p'))).not.toContain('SCREEN STOPPED');
});

test('help lists every key and any other key closes it', () => {
	const help = pressed(sized(fleet(), 120, 60), '?');
	for (const word of ['Down', 'Zoom', 'Findings', 'Command palette', 'Quit']) {
		expect(screenText(help)).toContain(word);
	}

	expect(pressed(help, 'x').ui.overlay).toBeUndefined();
});

test("sorting goes through the columns, the worst first, turns around, and ends at the list's own order", () => {
	const sort = (...keys: readonly string[]) => pressed(wide(), ...keys).ui.panes.clusters.sort;
	expect(sort('s')).toEqual({column: 'name', descending: false});
	expect(sort('s', 'S')).toEqual({column: 'name', descending: true});
	expect(sort('s', 's')).toEqual({column: 'health', descending: true});
	expect(screenText(pressed(wide(), 's', 's'))).toContain('by health ↓');
	expect(sort('s', 's', 's', 's', 's', 's', 's')).toBeUndefined();
});
