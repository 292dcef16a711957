import {type Decoder, json, nullable, number, record} from '../../model/decode.ts';
import type {PatroniConfig} from '../../model/patroni.ts';
import {defineSource} from '../source.ts';
import {httpAnswer} from './http-answer.ts';
import {onOff} from './on-off.ts';

export const patroniConfig = defineSource({
	id: 'patroniConfig',
	of: 'cluster',
	about: 'dynamic configuration: failover limits, synchronous mode, failsafe, pause',
	needs: 'none: Patroni answers GET to anyone',
	everyMs: 10_000,
	timeoutMs: 3000,
	ask: () => ({via: 'patroni', path: '/config'}),
	read: (raw): PatroniConfig => {
		const {body} = httpAnswer(raw, 200);
		const config = document(body, 'body');
		return {
			ttlSeconds: config.ttl,
			loopWaitSeconds: config.loop_wait,
			retryTimeoutSeconds: config.retry_timeout,
			maximumLagOnFailoverBytes: config.maximum_lag_on_failover,
			synchronousMode: config.synchronous_mode ?? false,
			failsafeMode: config.failsafe_mode ?? false,
			paused: config.pause ?? false,
			json: body,
		};
	},
});

const synchronousMode: Decoder<boolean | 'quorum'> = (raw, path) => (raw === 'quorum' ? raw : onOff(raw, path));

const document = json(
	record({
		ttl: nullable(number),
		loop_wait: nullable(number),
		retry_timeout: nullable(number),
		maximum_lag_on_failover: nullable(number),
		synchronous_mode: nullable(synchronousMode),
		failsafe_mode: nullable(onOff),
		pause: nullable(onOff),
	}),
);
