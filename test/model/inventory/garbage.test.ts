import fc from 'fast-check';
import {expect, test} from 'vitest';
import {targetsOf} from '../../../source/model/targets.ts';
import {rules, type RuleId} from '../../../source/model/inventory/rules.ts';
import {readInventory} from '../../../source/model/inventory/read-inventory.ts';
import {sampleFile} from '../../kit/inventory-sample.ts';

const samples = ['sandbox', 'citus', 'standby', 'modules', 'groups', 'scalars', 'ssh', 'mistakes'].map(
	name => sampleFile(`${name}.yml`).text,
);

/** Reads it and uses all of it; every problem must have a file that was given, a line in it, and a sentence. */
const readWhole = (...texts: readonly string[]) => {
	const paths = ['pigsty.yml', 'group_vars/all.yml', 'host_vars/10.10.10.10.yml'];
	const files = texts.map((text, index) => ({path: paths[index] ?? '', text}));
	const {inventory, problems} = readInventory(files);
	JSON.stringify(inventory);
	if (inventory !== undefined) targetsOf(inventory);
	const faults = problems.filter(({file, line = 1, severity, rule, text}) => {
		const lines = files.find(({path}) => path === file)?.text.split('\n').length ?? 0;
		return !(line >= 1 && line <= lines && rules[rule as RuleId].severity === severity && /^\S.*[.]$/s.test(text));
	});
	expect(faults).toEqual([]);
	expect(inventory !== undefined || files.length === 0 || problems.length > 0).toBe(true);
};

/** Cuts, doubles, moves and stains a text: what slips of the hand and broken merges make of a file. */
const damage = (text: string) => {
	const at = fc.nat(text.length);
	const piece = fc.constantFrom(
		'{',
		'}',
		'[',
		']',
		':',
		': ',
		',',
		'\t',
		'#',
		'"',
		"'",
		'\n',
		'\n- ',
		'&a ',
		'*a ',
		'!vault ',
		'<<: ',
		'|',
		'? ',
		'---\n',
		'\r',
		'\0',
		'\u{1F417}',
		'{{ x }}',
		'null',
		'[]',
		'{}',
		'7',
	);
	const edit = fc.oneof(
		fc.record({from: at, length: fc.nat(40), put: fc.constant('')}),
		fc.record({from: at, length: fc.constant(0), put: piece}),
		fc.record({from: at, length: fc.nat(10), put: piece}),
		fc
			.tuple(at, at, fc.nat(60))
			.map(([from, other, length]) => ({from, length: 0, put: text.slice(other, other + length)})),
	);
	return fc
		.array(edit, {minLength: 1, maxLength: 4})
		.map(edits =>
			edits.reduce((damaged, {from, length, put}) => damaged.slice(0, from) + put + damaged.slice(from + length), text),
		);
};

test('damaged inventories are read without a throw', () => {
	fc.assert(
		fc.property(fc.constantFrom(...samples).chain(damage), text => readWhole(text)),
		{numRuns: 100},
	);
});

test('any text is read without a throw', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), fc.string(), fc.string(), (...texts) => readWhole(...texts)),
		{numRuns: 60},
	);
});

const names = [
	'all',
	'children',
	'hosts',
	'vars',
	'infra',
	'etcd',
	'g',
	'10.0.0.1',
	'10.0.0.[1:3]',
	'pg_cluster',
	'pg_seq',
	'pg_role',
	'pg_users',
	'pg_databases',
	'pg_services',
	'pg_default_services',
	'pg_vip_enabled',
	'pg_vip_address',
	'pg_upstream',
	'pgbackrest_repo',
	'pgbackrest_method',
	'pg_crontab',
	'pg_exporters',
	'redis_cluster',
	'redis_node',
	'redis_instances',
	'minio_seq',
	'kafka_cluster',
	'mysql_cluster',
	'mongo_seq',
	'haproxy_services',
	'infra_portal',
	'admin_ip',
	'ansible_port',
	'ansible_group_priority',
	'name',
	'state',
	'password',
	'__proto__',
	'constructor',
	'toString',
];
const values = fc.oneof(
	fc.constantFrom<unknown>(
		null,
		true,
		false,
		0,
		1,
		-1,
		1.5,
		'',
		'pg-a',
		'primary',
		'absent',
		'10.0.0.1',
		'{{ x }}',
		'1',
	),
	fc.string(),
	fc.double(),
);
const nonsense = fc.letrec<{node: unknown}>(tie => ({
	node: fc.oneof(
		{depthSize: 'medium', withCrossShrink: true},
		values,
		fc.array(tie('node'), {maxLength: 3}),
		fc
			.array(fc.tuple(fc.constantFrom(...names), tie('node')), {maxLength: 5})
			.map(entries => Object.fromEntries(entries)),
	),
})).node;

test('nonsense of every type in every position is read without a throw', () => {
	const json = (value: unknown) => JSON.stringify(value) ?? 'null';
	fc.assert(
		fc.property(nonsense, nonsense, nonsense, (children, vars, file) => {
			readWhole(json({all: {children, vars}}), json(file), json(vars));
			readWhole(json({all: {children: {g: {hosts: {'10.0.0.1': children, '10.0.0.2': file}, vars}}, vars: file}}));
			readWhole(json(file));
		}),
		{numRuns: 60},
	);
});

const positions = [
	'pg_seq',
	'pg_role',
	'pg_cluster',
	'pg_users',
	'pg_databases',
	'redis_instances',
	'pg_exporters',
	'pgbackrest_repo',
	'pg_services',
	'haproxy_services',
	'ansible_host',
	'infra_seq',
	'etcd_seq',
	'minio_seq',
];
test('a wrong value in one place leaves the rest of the fleet as it is', () => {
	const hosts = {'10.0.0.1': {pg_seq: 1, pg_role: 'primary', pg_cluster: 'pg-a'}};
	fc.assert(
		fc.property(fc.constantFrom(...positions), nonsense, (position, value) => {
			const other = {hosts: {'10.0.0.2': {[position]: value}}};
			const {inventory} = readInventory([
				{path: 'pigsty.yml', text: JSON.stringify({all: {children: {'pg-a': {hosts}, other}}})},
			]);
			expect(inventory?.clusters.find(({name}) => name === 'pg-a')).toMatchObject({
				instances: expect.arrayContaining([expect.objectContaining({name: 'pg-a-1', ip: '10.0.0.1'})]),
			});
		}),
	);
});
