import {dictionary, json, list, mapped, nullable, oneOf, record, text} from '../../model/decode.ts';
import type {Alert} from '../../model/services.ts';
import {defineSource} from '../source.ts';
import {httpAnswer} from './http-answer.ts';
import {timestamp} from './timestamp.ts';

export const alerts = defineSource({
	id: 'alerts',
	of: 'infra',
	about: "alerts that fire or are about to, by Pigsty's own rules",
	needs: 'none: vmalert answers to anyone',
	everyMs: 10_000,
	timeoutMs: 5000,
	ask: () => ({via: 'http', service: 'vmalert', path: '/api/v1/alerts'}),
	read: (raw): readonly Alert[] => document(httpAnswer(raw, 200).body, 'body').data.alerts ?? [],
});

const labels = mapped(nullable(dictionary(text)), found => found ?? {});

const alert = mapped(
	record({name: text, state: oneOf('firing', 'pending'), labels, annotations: labels, activeAt: timestamp}),
	({annotations, ...found}): Alert => ({
		...found,
		severity: found.labels['severity'] ?? 'unknown',
		summary: annotations['summary'] ?? annotations['description'] ?? found.name,
	}),
);

/** No alert is `null` there and not an empty list. */
const document = json(record({status: oneOf('success'), data: record({alerts: nullable(list(alert))})}));
