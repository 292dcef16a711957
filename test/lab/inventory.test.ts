import {execFileSync} from 'node:child_process';
import {globSync, readFileSync, statSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {readInventory} from '../../source/model/inventory/read-inventory.ts';
import {isSecret, reveal} from '../../source/model/secret.ts';

/**
 * Our merged variables against Ansible's own, host by host and value by value. Needs `ansible-inventory` on the machine
 * and no running lab.
 */
const samples = fileURLToPath(new URL('../samples/inventory', import.meta.url));
const inventories = [...globSync(`${samples}/*.yml`), `${samples}/with-vars/pigsty.yml`];

type Hosts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
/** Groups by name, and under `_meta` the variables. */
type Listing = Readonly<Record<string, {readonly hosts?: readonly string[]; readonly hostvars?: Hosts}>>;

const ansible = (path: string): Listing =>
	JSON.parse(
		execFileSync('ansible-inventory', ['-i', path, '--list'], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
			env: {...process.env, ANSIBLE_INVENTORY_ENABLED: 'yaml', ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED: 'True'},
		}),
	);

const filesOf = (path: string) => {
	const beside = path.includes('with-vars')
		? globSync(`${samples}/with-vars/{group_vars,host_vars}/**/*`).filter(file => statSync(file).isFile())
		: [];
	return [path, ...beside.sort()].map(file => ({path: file, text: readFileSync(file, 'utf8')}));
};

/** Secrets as the text they hold. */
const ours = (value: unknown): unknown =>
	isSecret(value)
		? reveal(value)
		: Array.isArray(value)
			? value.map(ours)
			: isRecord(value)
				? mapped(value, ours)
				: value;

/** Without Ansible's marks for text that is not to be templated. */
const theirs = (value: unknown): unknown => {
	if (isRecord(value) && '__ansible_unsafe' in value) {
		return value['__ansible_unsafe'];
	}

	return Array.isArray(value) ? value.map(theirs) : isRecord(value) ? mapped(value, theirs) : value;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const mapped = (record: Record<string, unknown>, change: (value: unknown) => unknown) =>
	Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

test('every sample inventory is compared', () => {
	expect(inventories.length).toBeGreaterThanOrEqual(9);
});

test.each(inventories.map(path => [path.slice(samples.length + 1), path]))(
	'%s: Ansible has the same hosts, groups and variables',
	(_, path) => {
		const listing = ansible(path);
		const {inventory} = readInventory(filesOf(path));
		expect(mapped({...inventory?.hostVars}, ours)).toEqual(mapped({...listing['_meta']?.hostvars}, theirs));
		for (const [group, {hosts = []}] of Object.entries(listing)) {
			expect(group === '_meta' ? [] : inventory?.groups[group]).toEqual(expect.arrayContaining([...hosts]));
		}
	},
);
