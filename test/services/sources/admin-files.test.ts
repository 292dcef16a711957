import {expect, test} from 'vitest';
import {adminFiles} from '../../../source/services/sources/admin-files.ts';
import {target} from './answers.ts';

test('files with their modes and owners', () => {
	const files = [{path: 'files/pki/ca/ca.key', mode: 0o600, owner: 'dba'}];
	expect(adminFiles.read(files, target('infra'))).toEqual({privateFiles: files});
	expect(() => adminFiles.read([{path: 'x'}], target('infra'))).toThrow('[0].mode: expected a number');
});
