import type {Guard} from './guard.ts';
import {backupGuards} from './guards/backup-guards.ts';
import {candidateGuards} from './guards/candidate-guards.ts';
import {clusterGuards} from './guards/cluster-guards.ts';
import {concurrencyGuards} from './guards/concurrency-guards.ts';
import {configGuards} from './guards/config-guards.ts';
import {definitionGuards} from './guards/definition-guards.ts';
import {memberGuards} from './guards/member-guards.ts';
import {playbookGuards} from './guards/playbook-guards.ts';
import {programGuards} from './guards/program-guards.ts';
import {removalGuards} from './guards/removal-guards.ts';
import {serviceGuards} from './guards/service-guards.ts';
import {sessionGuards} from './guards/session-guards.ts';
import {slotGuards} from './guards/slot-guards.ts';

/** Every guard. They only raise, so their order means nothing but the order in which a preflight shows them. */
export const guards: readonly Guard[] = [
	...programGuards,
	...clusterGuards,
	...concurrencyGuards,
	...candidateGuards,
	...memberGuards,
	...configGuards,
	...sessionGuards,
	...slotGuards,
	...backupGuards,
	...definitionGuards,
	...playbookGuards,
	...removalGuards,
	...serviceGuards,
];
