import {hasQuorum} from '../conditions.ts';
import type {Stage} from '../stage.ts';

/** `GET /health` of a member of etcd that runs: with and without a majority. */
export const etcdHealth = ({fleet, faults, now}: Stage): {readonly status: number; readonly body: string} =>
	hasQuorum(fleet, faults, now)
		? {status: 200, body: '{"health":"true","reason":""}'}
		: {status: 503, body: '{"health":"false","reason":"RAFT NO LEADER"}'};
