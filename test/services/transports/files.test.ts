import {chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import path from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {privateFiles} from '../../../source/services/transports/files.ts';

const homes: string[] = [];
afterEach(() => homes.splice(0).forEach(home => rmSync(home, {recursive: true})));

const home = (files: Readonly<Record<string, number>>): string => {
	const made = mkdtempSync(path.join(tmpdir(), 'pigsty-home-'));
	homes.push(made);
	for (const [name, mode] of Object.entries(files)) {
		const file = path.join(made, name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, '');
		chmodSync(file, mode);
	}

	return made;
};

test('the inventory and every private key of the PKI are found, with owner and mode, also those nobody may read', async () => {
	const at = home({
		'pigsty.yml': 0o640,
		'files/pki/ca/ca.key': 0o644,
		'files/pki/ca/ca.crt': 0o644,
		'files/pki/misc/deep/app.key': 0o000,
		'files/other.key': 0o600,
	});
	const owner = userInfo().username;
	await expect(privateFiles(at)).resolves.toEqual([
		{path: path.join(at, 'pigsty.yml'), mode: 0o640, owner},
		{path: path.join(at, 'files/pki/ca/ca.key'), mode: 0o644, owner},
		{path: path.join(at, 'files/pki/misc/deep/app.key'), mode: 0o000, owner},
	]);
});

test('a link is not followed: what it points to is not of Pigsty', async () => {
	const at = home({'files/pki/ca/ca.key': 0o600, 'elsewhere/x.key': 0o644});
	symlinkSync(path.join(at, 'elsewhere/x.key'), path.join(at, 'files/pki/linked.key'));
	symlinkSync(path.join(at, 'elsewhere'), path.join(at, 'files/pki/folder'));
	const found = await privateFiles(at);
	expect(found.map(file => file.path)).toEqual([path.join(at, 'files/pki/ca/ca.key')]);
});

test('where there is no PKI there is nothing to report', async () => {
	await expect(privateFiles(home({}))).resolves.toEqual([]);
});

test('a PKI that we may not look into is a problem and not an empty list', async () => {
	const at = home({'files/pki': 0o600});
	rmSync(path.join(at, 'files/pki'));
	symlinkSync(path.join(at, 'files/pki'), path.join(at, 'files/pki'));
	await expect(privateFiles(at)).rejects.toThrow(
		/files\/pki: we may not look into it \(ELOOP\)\nRun pigsty-top as the user/,
	);
});
