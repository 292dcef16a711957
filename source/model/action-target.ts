/**
 * What an action is aimed at. A name means nothing without its kind (`app` may be a database, a role and a cluster), so
 * they never part, and what takes one kind does not accept another.
 */
export type ActionTarget =
	/** A PostgreSQL cluster, by its name in the inventory. */
	| {readonly kind: 'cluster'; readonly name: string}
	/** A PostgreSQL instance, which is also a Patroni member: `pg-test-1`. */
	| {readonly kind: 'instance'; readonly name: string; readonly cluster: string}
	/**
	 * One backend, pinned by when it started: a process number is used again, the pair never. `backendStart` is as
	 * PostgreSQL prints it, with its microseconds.
	 */
	| {
			readonly kind: 'session';
			readonly pid: number;
			readonly backendStart: string;
			readonly instance: string;
			readonly cluster: string;
	  }
	| {readonly kind: 'database'; readonly name: string; readonly cluster: string}
	| {readonly kind: 'role'; readonly name: string; readonly cluster: string}
	| {readonly kind: 'slot'; readonly name: string; readonly instance: string; readonly cluster: string}
	/** Backups of one cluster as pgBackRest names them. */
	| {readonly kind: 'stanza'; readonly name: string; readonly cluster: string}
	/** `ip` is the inventory's key; `name` is what people call the host, when the inventory knows. */
	| {readonly kind: 'host'; readonly ip: string; readonly name: string | undefined}
	| {readonly kind: 'redis-cluster'; readonly name: string}
	| {
			readonly kind: 'redis-instance';
			readonly name: string;
			readonly ip: string;
			readonly port: number;
			readonly cluster: string;
	  }
	| {readonly kind: 'etcd-cluster'; readonly name: string}
	| {readonly kind: 'etcd-member'; readonly name: string; readonly ip: string; readonly cluster: string}
	| {readonly kind: 'minio-cluster'; readonly name: string};

export type ActionTargetKind = ActionTarget['kind'];
export type TargetOf<Kind extends ActionTargetKind> = Extract<ActionTarget, {readonly kind: Kind}>;

/** How the target is called where one name is enough: in a sentence, and in the field in which it is typed. */
export const nameOf = (target: ActionTarget): string => {
	if (target.kind === 'session') {
		return `${target.instance}/${target.pid}`;
	}

	return target.kind === 'host' ? (target.name ?? target.ip) : target.name;
};
