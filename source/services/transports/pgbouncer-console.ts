import type {Clock} from '../clock.ts';
import type {Limits} from '../world.ts';
import {address} from './address.ts';
import type {Rows} from './pg-line.ts';
import {createPgLines} from './pg-lines.ts';
import type {InstanceTarget} from './postgres.ts';

export type PgbouncerConsole = {
	/** Rows of a `SHOW` command as records. Rejects with a ProblemError. */
	readonly show: (target: InstanceTarget, text: string, limits: Limits) => Promise<Rows>;
	readonly close: () => void;
};

/**
 * pgbouncer's own database of statistics. It is no PostgreSQL: it knows the simple protocol only, refuses start-up
 * options, and in Pigsty speaks no TLS to clients.
 */
export const createPgbouncerConsole = ({clock}: {readonly clock: Clock}): PgbouncerConsole => {
	const lines = createPgLines(clock);
	return {
		show: ({id, cluster, instance}, text, limits) => {
			const where = `${instance.name}: pgbouncer (${address(instance.ip, instance.pgbouncerPort)})`;
			const line = lines.to(id, {
				...cluster.monitor,
				database: 'pgbouncer',
				host: instance.ip,
				port: instance.pgbouncerPort,
				tls: 'never',
				settings: undefined,
				where,
				check: `On ${instance.name}: systemctl status pgbouncer`,
			});
			return line.ask(async ({client}) => (await client.query(text)).rows, limits);
		},
		close: () => lines.close(),
	};
};
