import {readFileSync} from 'node:fs';
import type {Target, TargetKind} from '../../../source/model/target.ts';
import {targetsOf} from '../../../source/model/targets.ts';
import type {HttpAnswer, SshAnswer} from '../../../source/services/source.ts';
import {inventory} from '../../kit/inventory.ts';

/** A recorded answer, `patroni-4.1/cluster.json`, as text. */
export const sample = (path: string): string => readFileSync(new URL(`../../samples/${path}`, import.meta.url), 'utf8');

export const http = (body: string, status = 200): HttpAnswer => ({status, body, from: 'pg-test-1'});

export const ssh = (stdout: string, more: Partial<SshAnswer> = {}): SshAnswer => ({
	code: 0,
	stdout,
	stderr: '',
	askedAt: 1_795_534_643_000,
	...more,
});

/** Rows of SQL as `pg` gives them: numeric and bigint as text. */
export const rows = (path: string): unknown => JSON.parse(sample(path));

/** The target of this kind and id in the fleet of `test/kit`; the first of the kind without an id. */
export const target = (kind: TargetKind, id?: string): Target => {
	const found = targetsOf(inventory()).find(
		candidate => candidate.kind === kind && (id === undefined || candidate.id === id),
	);
	if (found === undefined) {
		throw new TypeError(`no target ${kind} ${id ?? ''}`);
	}

	return found;
};
