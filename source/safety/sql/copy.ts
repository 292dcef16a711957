import type {Reason} from '../classification.ts';
import {ofCatalog} from './change.ts';
import {guardedIn, reached} from './guarded.ts';
import {runningScope} from './select.ts';
import {holds, type Node, part, word} from './syntax.ts';
import type {Rule} from './walk.ts';

/** COPY moves rows in or out. Only to the client it is no more than a read, though of rows in bulk. */
export const copy: Rule = (node, outer, walk) => {
	const from = [part(node, 'relation')].flatMap(relation => relation ?? []);
	const guarded = guardedIn(from, outer).map(one => reached(one, 'COPY takes in every column'));
	const reading = runningScope(outer, from);
	const read = [...guarded, ...from.flatMap(item => walk.node(item, reading))];
	return [
		moves(node),
		...(holds(node, 'is_from') ? ofCatalog(node) : read),
		...walk.below(node, reading, ['relation']),
	];
};

const moves = (node: Node): Reason => {
	if (holds(node, 'is_program')) {
		return {rule: 'sql.copy-program', class: 'destructive', text: 'COPY … PROGRAM runs a program on the server'};
	}

	if (word(node, 'filename') !== undefined) {
		return {rule: 'sql.copy-file', class: 'destructive', text: 'COPY reads or writes a file of the server'};
	}

	return holds(node, 'is_from')
		? {rule: 'sql.copy-in', class: 'confirm', text: 'COPY FROM STDIN adds rows'}
		: {rule: 'sql.copy-out', class: 'business-data', text: 'COPY TO STDOUT exports rows'};
};
