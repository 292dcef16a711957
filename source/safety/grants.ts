import type {ActionKind} from '../model/action.ts';
import type {Level} from './levels.ts';

export type Grant = {
	/** What it is called in menus, gates and the audit log. */
	readonly title: string;
	/** The least that it needs. */
	readonly level: Level;
	readonly why: string;
	/** What Pigsty's operating guide (`AGENTS.md`) says of it; undefined when it does not name it. */
	readonly guide: string | undefined;
};

const confirmation = (what: string): string => `requires user confirmation: ${what}`;
const forbidden = (what: string): string => `forbidden, always ask: ${what}`;

/** The least that each kind of action needs. A kind that is not here is denied. */
export const grants: Readonly<Record<ActionKind, Grant>> = {
	'session.cancel': {
		title: 'cancel the query',
		level: 'confirm',
		why: 'one statement fails; the session stays',
		guide: undefined,
	},
	'session.terminate': {
		title: 'terminate the session',
		level: 'confirm',
		why: 'its transaction is rolled back; most clients connect again',
		guide: undefined,
	},
	'patroni.switchover': {
		title: 'switch over',
		level: 'type-name',
		why: 'writes stop for some seconds and all connections to the leader break',
		guide: confirmation('switchover primary/replica'),
	},
	'patroni.failover': {
		title: 'fail over',
		level: 'destroy',
		why: 'what the candidate has not received is lost',
		guide: undefined,
	},
	'patroni.restart-member': {
		title: 'restart the member',
		level: 'type-name',
		why: 'all its connections break',
		guide: confirmation('restart PostgreSQL/Patroni services'),
	},
	'patroni.restart-cluster': {
		title: 'restart the cluster',
		level: 'type-name',
		why: 'all connections break, and writes stop while the leader restarts',
		guide: confirmation('restart PostgreSQL/Patroni services'),
	},
	'patroni.reload': {
		title: 'reload the configuration',
		level: 'confirm',
		why: 'settings that need no restart take effect',
		guide: confirmation('reload configuration'),
	},
	'patroni.reinit': {
		title: 'reinitialise the member',
		level: 'destroy',
		why: 'its data directory is deleted and copied anew',
		guide: undefined,
	},
	'patroni.pause': {
		title: 'pause automatic failover',
		level: 'confirm',
		why: 'nobody takes over when the leader fails',
		guide: confirmation('change Patroni configuration'),
	},
	'patroni.resume': {
		title: 'resume automatic failover',
		level: 'confirm',
		why: 'Patroni acts again, at once if something is wrong',
		guide: confirmation('change Patroni configuration'),
	},
	'patroni.edit-config': {
		title: 'edit the Patroni configuration',
		level: 'type-name',
		why: 'it takes effect on all members at once',
		guide: confirmation('change Patroni configuration'),
	},
	'instance.checkpoint': {
		title: 'checkpoint',
		level: 'confirm',
		why: 'it writes all dirty pages as fast as it can',
		guide: undefined,
	},
	'slot.drop': {
		title: 'drop the replication slot',
		level: 'destroy',
		why: 'who reads from it must be made anew',
		guide: undefined,
	},
	'backup.run': {
		title: 'back up',
		level: 'confirm',
		why: 'it reads the whole database and fills the repository',
		guide: confirmation('backup execution'),
	},
	'backup.check': {
		title: 'check the backups',
		level: 'confirm',
		why: 'it switches the WAL segment and waits for it in the archive',
		guide: undefined,
	},
	'playbook.user': {
		title: 'create or change the role',
		level: 'confirm',
		why: 'pgsql-user.yml makes the role as pigsty.yml defines it',
		guide: confirmation('pgsql-user.yml'),
	},
	'playbook.database': {
		title: 'create or change the database',
		level: 'confirm',
		why: 'pgsql-db.yml makes the database as pigsty.yml defines it',
		guide: confirmation('pgsql-db.yml'),
	},
	'playbook.hba': {
		title: 'renew the HBA rules',
		level: 'type-name',
		why: 'wrong rules lock everybody out',
		guide: confirmation('change pg_hba.conf or HBA rules'),
	},
	'playbook.service': {
		title: 'renew the services',
		level: 'type-name',
		why: 'HAProxy routes by them',
		guide: confirmation('update haproxy/vip configuration'),
	},
	'playbook.monitor': {
		title: 'renew the monitoring',
		level: 'confirm',
		why: 'exporters restart and targets are registered anew',
		guide: confirmation('any playbook execution without --check'),
	},
	'playbook.add-replica': {
		title: 'add the replica',
		level: 'type-name',
		why: 'it reads a whole copy from the cluster',
		guide: confirmation('pgsql.yml'),
	},
	'playbook.remove-replica': {
		title: 'remove the replica',
		level: 'destroy',
		why: 'pgsql-rm.yml stops it by force',
		guide: forbidden('pgsql-rm.yml'),
	},
	'playbook.remove-cluster': {
		title: 'remove the cluster',
		level: 'destroy',
		why: 'pgsql-rm.yml stops it by force and deletes its keys in etcd',
		guide: forbidden('pgsql-rm.yml'),
	},
	'playbook.remove-node': {
		title: 'remove the node',
		level: 'destroy',
		why: 'its HAProxy, monitoring and logs stop, and node-rm.yml has no safeguard',
		guide: forbidden('node-rm.yml'),
	},
	'playbook.remove-redis': {
		title: 'remove Redis',
		level: 'destroy',
		why: 'what it holds is gone for its clients',
		guide: forbidden('redis-rm.yml'),
	},
	'playbook.remove-etcd': {
		title: 'remove etcd',
		level: 'destroy',
		why: 'PostgreSQL clusters keep their leader in it',
		guide: forbidden('etcd-rm.yml'),
	},
	'playbook.remove-minio': {
		title: 'remove MinIO',
		level: 'destroy',
		why: 'backups are stored in it',
		guide: forbidden('minio-rm.yml'),
	},
	'pitr.plan': {
		title: 'restore beside the cluster',
		level: 'destroy',
		why: 'a restore overwrites what is in its directory',
		guide: undefined,
	},
	'operator.psql': {
		title: 'open psql',
		level: 'confirm',
		why: 'what is done in it is not held back by any rule here',
		guide: undefined,
	},
	'operator.ssh': {
		title: 'open a shell on the host',
		level: 'confirm',
		why: 'what is done in it is not held back by any rule here',
		guide: undefined,
	},
};

export const isActionKind = (text: string): text is ActionKind => Object.hasOwn(grants, text);

export const actionKinds: readonly ActionKind[] = Object.keys(grants).filter(isActionKind);
