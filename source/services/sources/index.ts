import type {SourceId} from '../../model/sample.ts';
import type {Source} from '../source.ts';
import {activity} from './activity.ts';
import {adminFiles} from './admin-files.ts';
import {alerts} from './alerts.ts';
import {archiver} from './archiver.ts';
import {backup} from './backup.ts';
import {databases} from './databases.ts';
import {etcd} from './etcd.ts';
import {haproxy} from './haproxy.ts';
import {instance} from './instance.ts';
import {node} from './node.ts';
import {patroniCluster} from './patroni-cluster.ts';
import {patroniConfig} from './patroni-config.ts';
import {patroniHistory} from './patroni-history.ts';
import {patroniStatus} from './patroni-status.ts';
import {pgbouncer} from './pgbouncer.ts';
import {redis} from './redis.ts';
import {replication} from './replication.ts';
import {slots} from './slots.ts';

/** How each thing that can be known is learned. A name in `Samples` without a source here does not compile. */
export const sources: {readonly [Id in SourceId]: Source<Id>} = {
	patroniCluster,
	patroniHistory,
	patroniConfig,
	patroniStatus,
	instance,
	replication,
	slots,
	archiver,
	activity,
	databases,
	backup,
	node,
	haproxy,
	pgbouncer,
	etcd,
	redis,
	alerts,
	adminFiles,
};
