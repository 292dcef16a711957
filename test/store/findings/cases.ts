import {backupCases} from './cases/backup.ts';
import {fleetCases} from './cases/fleet.ts';
import {leadershipCases} from './cases/leadership.ts';
import {nodeCases} from './cases/node.ts';
import {patroniCases} from './cases/patroni.ts';
import {plainCases} from './cases/plain.ts';
import {proxyCases} from './cases/proxy.ts';
import {replicationCases} from './cases/replication.ts';
import {sessionsCases} from './cases/sessions.ts';
import {slotsCases} from './cases/slots.ts';
import type {Case} from '../../kit/change.ts';

/** For each rule a fleet in which it fires, and one as near to it as can be in which it does not. */
export const cases: Readonly<Record<string, Case>> = {
	...leadershipCases,
	...patroniCases,
	...plainCases,
	...nodeCases,
	...proxyCases,
	...replicationCases,
	...backupCases,
	...slotsCases,
	...sessionsCases,
	...fleetCases,
};
