import type {ActionTarget} from '../model/action-target.ts';

const plain = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;
/** What Pigsty itself accepts as the name of a cluster. */
const plainCluster = /^[A-Za-z0-9-]{1,63}$/;
/** PostgreSQL's own names may begin with an underscore. */
const plainObject = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}$/;
const address = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/;

/** Whether a name is one that no other can be mistaken for by its letters, and that no program reads as more than a name. */
export const isPlainTarget = (target: ActionTarget): boolean => {
	switch (target.kind) {
		case 'cluster':
		case 'stanza': {
			return plainCluster.test(target.name);
		}
		case 'database':
		case 'role':
		case 'slot': {
			return plainObject.test(target.name) && plainCluster.test(target.cluster);
		}
		case 'session': {
			return plain.test(target.instance) && Number.isSafeInteger(target.pid) && target.pid > 0;
		}
		case 'host': {
			return address.test(target.ip) && (target.name === undefined || plain.test(target.name));
		}
		case 'redis-instance':
		case 'etcd-member': {
			return plain.test(target.name) && address.test(target.ip);
		}
		case 'instance':
		case 'redis-cluster':
		case 'etcd-cluster':
		case 'minio-cluster': {
			return plain.test(target.name);
		}
	}
};
