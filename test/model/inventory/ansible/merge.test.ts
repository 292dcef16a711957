import {expect, test} from 'vitest';
import {inventoryOf, places, readSample, readText, sampleFile} from '../../../kit/inventory-sample.ts';
import {readInventory} from '../../../../source/model/inventory/read-inventory.ts';

const {hostVars} = inventoryOf(readSample('groups.yml'));

test('sibling groups are laid over each other by name, and nothing is merged deeper', () => {
	expect(hostVars['10.50.0.1']).toMatchObject({order: 'zeta', list: [], map: {c: 3}});
	expect(hostVars['10.50.0.1']?.['map']).toEqual({c: 3});
});

test('ansible_group_priority beats the name, and is no variable', () => {
	expect(hostVars['10.50.0.2']).toMatchObject({order: 'loud'});
	expect(hostVars['10.50.0.2']).not.toHaveProperty('ansible_group_priority');
});

test('the variables of a host in several groups are merged, the last one in the file wins', () => {
	expect(hostVars['10.50.0.1']).toMatchObject({own: 'second', extra: true, from: 'all'});
});

test('inner groups win over outer ones, whichever way they are reached', () => {
	expect(hostVars['10.50.0.3']).toMatchObject({depth: 3, sideways: true, where: 'here', order: 'region'});
});

test('hosts come from all.hosts, from ranges, with ports and from groups beside all', () => {
	expect(Object.keys(hostVars)).toEqual([
		'10.50.0.99',
		'10.50.0.1',
		'10.50.0.2',
		'10.50.0.3',
		'10.50.1.11',
		'10.50.1.12',
		'10.50.1.13',
		'db01.example',
		'db03.example',
		'db05.example',
		'web-a',
		'web-b',
		'web-c',
		'10.50.0.4',
		'pair1-a',
		'pair1-b',
		'pair2-a',
		'pair2-b',
		'10.50.0.5',
	]);
	expect([hostVars['10.50.0.4']?.['ansible_port'], hostVars['10.50.0.5']?.['order']]).toEqual([2222, 'top']);
});

const beside = [
	'group_vars/all.yml',
	'group_vars/infra.json',
	'group_vars/pg-gone.yml',
	'group_vars/pg-test/10-first.yml',
	'group_vars/pg-test/20-second.yaml',
	'group_vars/pg-test/20-second.yaml~',
	'group_vars/pg-test/README.md',
	'group_vars/pg-test/tuning/memory.yml',
	'host_vars/10.90.0.12',
].map(path => `with-vars/${path}`);

test('files beside the inventory: group_vars/all over its groups, group_vars over both, host_vars over all', () => {
	const reading = readSample('with-vars/pigsty.yml', ...beside);
	const vars = inventoryOf(reading).hostVars;
	expect(vars['10.90.0.11']).toMatchObject({
		what: 'group_vars all',
		when: 'group_vars all',
		where: 'second file',
		who: 'inventory host',
		pg_conf: 'tiny.yml',
	});
	expect(vars['10.90.0.12']).toMatchObject({who: 'host_vars', pg_role: 'offline'});
	expect(vars['10.90.0.1']).toMatchObject({json: [1, true, null]});
	expect(reading.problems.filter(({rule}) => rule === 'vars-file-unused').map(({file}) => file)).toEqual([
		'with-vars/group_vars/pg-gone.yml',
		'with-vars/group_vars/pg-test/README.md',
	]);
});

test('the order in which the files are given means nothing', () => {
	const [main, ...others] = ['with-vars/pigsty.yml', ...beside].map(sampleFile);
	if (main === undefined) throw new TypeError('no main file');
	expect(JSON.stringify(readInventory([main, ...others.toReversed()]))).toBe(
		JSON.stringify(readInventory([main, ...others])),
	);
});

test('a folder of variables comes before a file of the same name', () => {
	const main = {path: '/p/pigsty.yml', text: 'all: {children: {g: {hosts: {10.0.0.1: }}}}'};
	const reading = readInventory([
		main,
		{path: '/p/group_vars/g.yml', text: 'from: file'},
		{path: '/p/group_vars/g/x.yml', text: 'from: folder'},
	]);
	expect(inventoryOf(reading).hostVars['10.0.0.1']).toMatchObject({from: 'folder'});
	expect(reading.problems).toContainEqual(
		expect.objectContaining({file: '/p/group_vars/g.yml', rule: 'vars-file-unused'}),
	);
});

test('a broken file of variables is reported under its own name and leaves the rest alone', () => {
	const reading = readInventory([
		{path: 'pigsty.yml', text: 'all: {children: {g: {hosts: {10.0.0.1: {a: 1}}}}}'},
		{path: 'group_vars/g.yml', text: '- a list\n- is no map'},
		{path: 'host_vars/10.0.0.1.yml', text: '$ANSIBLE_VAULT;1.1;AES256\n6162'},
	]);
	expect(inventoryOf(reading).hostVars['10.0.0.1']).toEqual({a: 1});
	expect(reading.problems).toEqual(
		expect.arrayContaining([
			expect.objectContaining({file: 'group_vars/g.yml', line: 1, rule: 'bad-structure'}),
			expect.objectContaining({file: 'host_vars/10.0.0.1.yml', line: 1, rule: 'vault-file'}),
		]),
	);
});

test.each([
	['a group that is a list', 'all: {children: {g: [1]}}', '1 bad-structure'],
	['a group whose name is a number', 'all: {children: {7: {hosts: {10.0.0.1: }}}}', '1 group-name'],
	['hosts that are a list', 'all: {children: {g: {hosts: [10.0.0.1]}}}', '1 bad-structure'],
	['vars that are a list', 'all: {children: {g: {vars: [a]}}}', '1 bad-structure'],
	['a host that is text', 'all: {children: {g: {hosts: {10.0.0.1: text}}}}', '1 bad-structure'],
	['a host whose name is a number', 'all: {children: {g: {hosts: {10.1: }}}}', '1 bad-structure'],
	['a host range without end', 'all: {children: {g: {hosts: {"n[1:]": }}}}', '1 host-range'],
	['groups that contain each other', 'all: {children: {a: {children: {b: {children: {a: }}}}}}', '1 group-loop'],
	['a group that contains itself', 'all: {children: {a: {children: {a: }}}}', '1 group-loop'],
	['all below another group', 'all: {children: {a: {children: {all: }}}}', '1 group-loop'],
	['a priority that is text', 'all: {children: {g: {vars: {ansible_group_priority: high}}}}', '1 group-priority'],
	['an unknown section', 'all: {children: {g: {host: {10.0.0.1: }}}}', '1 unknown-key'],
])('%s is a problem', (_, text, place) => {
	expect(places(readText(text))).toContain(place);
});

test('a list of hosts is refused by Ansible, but its names are read', () => {
	expect(inventoryOf(readText('all: {children: {g: {hosts: [10.0.0.1, 10.0.0.2]}}}')).groups['g']).toEqual([
		'10.0.0.1',
		'10.0.0.2',
	]);
});
