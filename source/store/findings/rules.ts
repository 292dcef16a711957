import {backupRules} from './backup.ts';
import {dcsRules} from './dcs.ts';
import {fleetRules} from './fleet.ts';
import {leadershipRules} from './leadership.ts';
import {nodeRules} from './node.ts';
import {patroniRules} from './patroni.ts';
import {plainRules} from './plain.ts';
import {proxyRules} from './proxy.ts';
import {replicationRules} from './replication.ts';
import type {Rule} from './rule.ts';
import {sessionRules} from './sessions.ts';
import {slotRules} from './slots.ts';

/** Every condition we look for, the most pressing first: of equal severity they are shown in this order. */
export const rules: readonly Rule[] = [
	...leadershipRules,
	...plainRules,
	...dcsRules,
	...patroniRules,
	...nodeRules,
	...proxyRules,
	...replicationRules,
	...backupRules,
	...slotRules,
	...sessionRules,
	...fleetRules,
];
