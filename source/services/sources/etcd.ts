import {json, nullable, record, text} from '../../model/decode.ts';
import type {EtcdHealth} from '../../model/services.ts';
import {defineSource} from '../source.ts';
import {httpAnswer} from './http-answer.ts';
import {onOff} from './on-off.ts';

export const etcd = defineSource({
	id: 'etcd',
	of: 'etcd',
	about: 'whether this member serves reads with a majority, and if not why',
	needs: 'none: etcd answers /health to anyone, even with access control',
	everyMs: 2000,
	timeoutMs: 2000,
	ask: () => ({via: 'http', service: 'etcd', path: '/health'}),
	// 503 comes with the reason.
	read: (raw): EtcdHealth => {
		const {health, reason} = document(httpAnswer(raw, 200, 503).body, 'body');
		return {healthy: health, reason: reason ?? ''};
	},
});

/** etcd writes its switch as text: `"true"`. Before 3.4 it gave no reason. */
const document = json(record({health: onOff, reason: nullable(text)}));
