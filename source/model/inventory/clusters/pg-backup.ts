import {defaultRepositories} from '../defaults.ts';
import type {PgCluster} from '../inventory.ts';
import {field, textOf, type Params} from '../params.ts';
import type {PgMember} from './pg-members.ts';
import type {YamlNode} from '../yaml/yaml-node.ts';

/** Where backups of the cluster go and when they are made, as far as the inventory says. */
export const backupOf = (members: readonly PgMember[]): PgCluster['backup'] => {
	const lead = members.find(({instance}) => instance.inventoryRole === 'primary') ?? members[0];
	const method = lead?.params.text('pgbackrest_method') ?? '';
	return {
		enabled: lead?.params.flag('pgbackrest_enabled') ?? false,
		method,
		sameHost: lead && isSameHost(method, lead.params),
		schedule: [...new Set(members.flatMap(({params}) => scheduleOf(params)))],
	};
};

/** A repository with a path and no type (or `posix`) is on the member's disk; `pgbackrest_repo` replaces the defaults. */
const isSameHost = (method: string, params: Params): boolean | undefined => {
	if (params.entry('pgbackrest_repo') === undefined) {
		return Object.hasOwn(defaultRepositories, method) ? defaultRepositories[method]?.sameHost : undefined;
	}

	const repository = params.map('pgbackrest_repo')?.entries.get(method)?.value;
	if (repository?.kind !== 'map') {
		return undefined;
	}

	const type = textOf(field(repository, 'type')) ?? 'posix';
	return type === 'posix' && field(repository, 'host') === undefined;
};

/** Both places where Pigsty puts cron lines: `postgres`' own crontab, and `/etc/crontab`. */
const scheduleOf = (params: Params): readonly string[] =>
	[...params.list('pg_crontab'), ...params.list('node_crontab')].flatMap(backupLine);

const backupLine = (node: YamlNode): readonly string[] => {
	const line = textOf(node)?.trim();
	return line !== undefined && !line.startsWith('#') && /pg-backup|pgbackrest/.test(line) ? [line] : [];
};
