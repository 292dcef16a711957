import type {GuardCase} from './guards/guard-case.ts';
import {backupCases} from './guards/backup-cases.ts';
import {candidateCases} from './guards/candidate-cases.ts';
import {clusterCases} from './guards/cluster-cases.ts';
import {memberCases} from './guards/member-cases.ts';
import {playbookCases} from './guards/playbook-cases.ts';
import {programCases} from './guards/program-cases.ts';
import {removalCases} from './guards/removal-cases.ts';
import {sessionCases} from './guards/session-cases.ts';

/** By the id of the guard. */
export const guardCases: Readonly<Record<string, GuardCase>> = {
	...backupCases,
	...candidateCases,
	...clusterCases,
	...memberCases,
	...playbookCases,
	...programCases,
	...removalCases,
	...sessionCases,
};
