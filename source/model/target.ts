import type {
	InventoryNode,
	PgCluster,
	PgInstance,
	PlainCluster,
	RedisCluster,
	RedisInstance,
} from './inventory/inventory.ts';

/** Whom a source asks. `id` is unique within its kind and is what samples are stored under. */
export type Target =
	| {readonly kind: 'cluster'; readonly id: string; readonly cluster: PgCluster}
	| {
			readonly kind: 'instance';
			readonly id: string;
			readonly cluster: PgCluster;
			readonly instance: PgInstance;
			readonly node: InventoryNode;
	  }
	| {readonly kind: 'node'; readonly id: string; readonly node: InventoryNode}
	| {
			readonly kind: 'etcd';
			readonly id: string;
			readonly cluster: PlainCluster;
			readonly ip: string;
			readonly port: number;
	  }
	| {
			readonly kind: 'redis';
			readonly id: string;
			readonly cluster: RedisCluster;
			readonly instance: RedisInstance;
			readonly node: InventoryNode;
	  }
	| {readonly kind: 'infra'; readonly id: string; readonly ip: string};

export type TargetKind = Target['kind'];
