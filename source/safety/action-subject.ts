import type {Action} from '../model/action.ts';
import type {ActionTarget} from '../model/action-target.ts';

/** The one thing that an action is about: what the gate names, and what is typed. */
export const targetOf = (action: Action): ActionTarget => {
	switch (action.kind) {
		case 'session.cancel':
		case 'session.terminate': {
			return action.instance;
		}
		case 'patroni.switchover':
		case 'patroni.failover':
		case 'patroni.restart-cluster':
		case 'patroni.reload':
		case 'patroni.pause':
		case 'patroni.resume':
		case 'patroni.edit-config':
		case 'playbook.hba':
		case 'playbook.service':
		case 'playbook.monitor':
		case 'playbook.remove-cluster': {
			return action.cluster;
		}
		case 'patroni.restart-member':
		case 'patroni.reinit':
		case 'playbook.add-replica':
		case 'playbook.remove-replica': {
			return action.member;
		}
		case 'instance.checkpoint':
		case 'operator.psql': {
			return action.instance;
		}
		case 'slot.drop': {
			return action.slot;
		}
		case 'backup.run':
		case 'backup.check':
		case 'pitr.plan': {
			return action.stanza;
		}
		case 'playbook.user': {
			return action.role;
		}
		case 'playbook.database': {
			return action.database;
		}
		case 'playbook.remove-node':
		case 'operator.ssh': {
			return action.host;
		}
		case 'playbook.remove-redis': {
			return action.redis;
		}
		case 'playbook.remove-etcd': {
			return action.etcd;
		}
		case 'playbook.remove-minio': {
			return action.minio;
		}
	}
};

/** Everything that an action names, its target first: each must exist, and be called what it says. */
export const targetsOf = (action: Action): readonly ActionTarget[] => [targetOf(action), ...furtherTargets(action)];

const furtherTargets = (action: Action): readonly ActionTarget[] => {
	if (action.kind === 'session.cancel' || action.kind === 'session.terminate') {
		return action.sessions;
	}

	if (action.kind === 'patroni.switchover') {
		return [action.leader, action.candidate];
	}

	if (action.kind === 'patroni.failover') {
		return [action.candidate];
	}

	return action.kind === 'pitr.plan' ? [action.host] : [];
};

/** The PostgreSQL cluster that an action is about; undefined when it is about none, or about many. */
export const pgClusterOf = (action: Action): string | undefined => {
	const target = targetOf(action);
	switch (target.kind) {
		case 'cluster': {
			return target.name;
		}
		case 'instance':
		case 'session':
		case 'database':
		case 'role':
		case 'slot':
		case 'stanza': {
			return target.cluster;
		}
		case 'host':
		case 'redis-cluster':
		case 'redis-instance':
		case 'etcd-cluster':
		case 'etcd-member':
		case 'minio-cluster': {
			return undefined;
		}
	}
};
