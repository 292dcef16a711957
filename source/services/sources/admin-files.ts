import {list, number, record, text} from '../../model/decode.ts';
import {defineSource} from '../source.ts';

/** Asked once for each infra node, though the answer is always of the node that we run on: the admin node is one of them. */
export const adminFiles = defineSource({
	id: 'adminFiles',
	of: 'infra',
	about: 'owner and mode of private keys and of the inventory on the admin node',
	needs: 'to look at the files of this user',
	everyMs: 60_000,
	timeoutMs: 2000,
	ask: () => ({via: 'files', what: 'private-keys'}),
	read: raw => ({privateFiles: files(raw)}),
});

const files = list(record({path: text, mode: number, owner: text}));
