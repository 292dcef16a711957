import {expect, test} from 'vitest';
import {nameOf} from '../../source/model/action-target.ts';
import {pgClusterOf, targetOf, targetsOf} from '../../source/safety/action-subject.ts';
import {actions, session} from '../kit/action.ts';

const all = Object.values(actions);

test('every action is about one thing, and about one cluster of PostgreSQL or none', () => {
	expect(
		all.map(
			action => `${action.kind}: ${targetOf(action).kind} ${nameOf(targetOf(action))}, ${pgClusterOf(action) ?? '-'}`,
		),
	).toMatchInlineSnapshot(`
		[
		  "session.cancel: instance pg-test-1, pg-test",
		  "session.terminate: instance pg-test-1, pg-test",
		  "patroni.switchover: cluster pg-test, pg-test",
		  "patroni.failover: cluster pg-test, pg-test",
		  "patroni.restart-member: instance pg-test-2, pg-test",
		  "patroni.restart-cluster: cluster pg-test, pg-test",
		  "patroni.reload: cluster pg-test, pg-test",
		  "patroni.reinit: instance pg-test-2, pg-test",
		  "patroni.pause: cluster pg-test, pg-test",
		  "patroni.resume: cluster pg-test, pg-test",
		  "patroni.edit-config: cluster pg-test, pg-test",
		  "instance.checkpoint: instance pg-test-1, pg-test",
		  "slot.drop: slot debezium, pg-test",
		  "backup.run: stanza pg-test, pg-test",
		  "backup.check: stanza pg-test, pg-test",
		  "playbook.user: role dbuser_app, pg-test",
		  "playbook.database: database app, pg-test",
		  "playbook.hba: cluster pg-test, pg-test",
		  "playbook.service: cluster pg-test, pg-test",
		  "playbook.monitor: cluster pg-test, pg-test",
		  "playbook.add-replica: instance pg-test-4, pg-test",
		  "playbook.remove-replica: instance pg-test-2, pg-test",
		  "playbook.remove-cluster: cluster pg-test, pg-test",
		  "playbook.remove-node: host old-1, -",
		  "playbook.remove-redis: redis-cluster redis-ms, -",
		  "playbook.remove-etcd: etcd-member etcd-3, -",
		  "playbook.remove-minio: minio-cluster minio, -",
		  "pitr.plan: stanza pg-test, pg-test",
		  "operator.psql: instance pg-test-1, pg-test",
		  "operator.ssh: host pg-test-1, -",
		]
	`);
});

test('whatever an action names is among its targets, the thing that it is about first', () => {
	const names = (action: (typeof all)[number]) => targetsOf(action).map(target => nameOf(target));
	expect(names({...actions['session.cancel'], sessions: [session(1), session(2)]})).toEqual([
		'pg-test-1',
		'pg-test-1/1',
		'pg-test-1/2',
	]);
	expect(names({...actions['session.terminate'], sessions: [session(1)]})).toEqual(['pg-test-1', 'pg-test-1/1']);
	expect(names(actions['patroni.switchover'])).toEqual(['pg-test', 'pg-test-1', 'pg-test-2']);
	expect(names(actions['patroni.failover'])).toEqual(['pg-test', 'pg-test-2']);
	expect(names(actions['pitr.plan'])).toEqual(['pg-test', 'pg-test-3']);
	for (const action of all) {
		expect(targetsOf(action)[0]).toEqual(targetOf(action));
	}
});
