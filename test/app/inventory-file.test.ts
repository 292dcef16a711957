import {chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {findInventory, inventoryStamp, readInventoryFiles, readInventoryText} from '../../source/app/inventory-file.ts';

let home = '';
beforeEach(() => {
	home = mkdtempSync(path.join(tmpdir(), 'pigsty-top-'));
});
afterEach(() => rmSync(home, {recursive: true}));

const put = (name: string, text = 'all: {children: {}}\n') => {
	mkdirSync(path.dirname(path.join(home, name)), {recursive: true});
	writeFileSync(path.join(home, name), text);
	return path.join(home, name);
};

test('-i wins, then $PIGSTY_HOME, then the current folder', () => {
	const given = put('other.yml');
	const own = put('pigsty/pigsty.yml');
	const here = put('here/pigsty.yml');
	const environment = {PIGSTY_HOME: path.dirname(own)};
	expect(findInventory('other.yml', environment, home)).toEqual({path: given});
	expect(findInventory(undefined, environment, path.dirname(here))).toEqual({path: own});
	expect(findInventory(undefined, {}, path.dirname(here))).toEqual({path: here});
});

test('ansible.cfg names the inventory', () => {
	const named = put('conf/ha.yml');
	put('ansible.cfg', '[defaults]\ninventory = conf/ha.yml ; the big one\nforks = 10\n');
	expect(findInventory(undefined, {}, home)).toEqual({path: named});
});

test('a folder stands for the inventory in it', () => {
	const inside = put('inv/hosts.yml');
	expect(findInventory('inv', {}, home)).toEqual({path: inside});
});

test('what cannot be used is a sentence and what to do', () => {
	const script = put('inventory.sh', '#!/bin/sh\n');
	chmodSync(script, 0o755);
	mkdirSync(path.join(home, 'void'));
	expect(findInventory('no.yml', {}, home)).toEqual({
		problem: `${home}/no.yml: there is no such file\nGive the inventory with -i FILE`,
	});
	expect(findInventory('void', {}, home)).toMatchObject({
		problem: expect.stringContaining('no pigsty.yml or hosts.yml'),
	});
	expect(findInventory(script, {}, home)).toMatchObject({problem: expect.stringContaining('executable inventory')});
});

test('group_vars and host_vars beside it are read too, and count in the digest', () => {
	const main = put('pigsty.yml');
	put('group_vars/all.yml', 'a: 1\n');
	put('group_vars/pg-test/one.yml', 'b: 1\n');
	put('host_vars/10.10.10.11.yml', 'c: 1\n');
	put('group_vars/all.yml~', 'old: 1\n');
	const {files, sha256} = readInventoryText(main);
	expect(files.map(file => path.relative(home, file.path))).toEqual([
		'pigsty.yml',
		'group_vars/all.yml',
		'group_vars/pg-test/one.yml',
		'host_vars/10.10.10.11.yml',
	]);
	put('group_vars/all.yml', 'a: 2\n');
	expect(readInventoryText(main).sha256).not.toBe(sha256);
});

test('the stamp changes when a file is touched, comes or goes', () => {
	const main = put('pigsty.yml');
	const stamps = [inventoryStamp(main)];
	utimesSync(main, 1, 1);
	stamps.push(inventoryStamp(main));
	put('host_vars/10.10.10.11.yml');
	stamps.push(inventoryStamp(main));
	rmSync(main);
	stamps.push(inventoryStamp(main));
	expect(new Set(stamps).size).toBe(4);
});

test('a linked variables file is read as Ansible reads it', () => {
	const main = put('pigsty.yml');
	put('shared.yml', 'a: 1\n');
	mkdirSync(path.join(home, 'group_vars'));
	symlinkSync('../shared.yml', path.join(home, 'group_vars', 'all.yml'));
	symlinkSync('../gone.yml', path.join(home, 'group_vars', 'gone.yml'));
	expect(readInventoryText(main).files.map(({path: file}) => path.relative(home, file))).toEqual([
		'pigsty.yml',
		'group_vars/all.yml',
	]);
});

test('a file that cannot be read is a problem with its path and a reason, never a throw', () => {
	const {reading} = readInventoryFiles(path.join(home, 'gone.yml'));
	expect(reading).toMatchObject({
		inventory: undefined,
		problems: [
			{file: path.join(home, 'gone.yml'), severity: 'crit', text: 'It cannot be read: there is no such file.'},
		],
	});
});

test('what is no regular file is refused before it is read', () => {
	expect(findInventory('/dev/null', {}, home)).toEqual({
		problem: expect.stringContaining('/dev/null: not a regular file\n') as string,
	});
});
