import type {Trust} from '../../model/trust.ts';
import type {Target} from '../../model/target.ts';
import type {InventoryNode} from '../../model/inventory/inventory.ts';
import type {Clock} from '../clock.ts';
import type {Ask} from '../source.ts';
import {type Limits, ProblemError, type World} from '../world.ts';
import {findCa} from './ca-file.ts';
import {privateFiles} from './files.ts';
import {createFollow} from './follow.ts';
import {askService} from './host-service.ts';
import {createHttp} from './http.ts';
import {createPatroni} from './patroni.ts';
import {createPgbouncerConsole} from './pgbouncer-console.ts';
import {createPostgres} from './postgres.ts';
import type {Ssh} from './ssh-port.ts';

export type WorldOptions = {
	readonly ssh: Ssh;
	readonly clock: Clock;
	/** Folder of `pigsty.yml`. */
	readonly pigstyHome: string;
	/** Where Pigsty's CA may be; the first that can be read is taken. Without any, TLS servers are not verified. */
	readonly caFiles: readonly string[];
};

export type RealWorld = World & {
	/** The CA that TLS servers are verified against. Undefined: they are not, and may be anybody. */
	readonly ca: string | undefined;
	/** How sure we are who answers for a PostgreSQL instance. Undefined while there is no connection to it. */
	readonly trustOf: (instance: string) => Trust | undefined;
};

/** An answer of a command on a node that is longer than this is cut off and no answer. */
const sshAnswerBytes = 8 * 1024 ** 2;

/** The real world. Opens nothing until it is asked. */
export const createWorld = ({ssh, clock, pigstyHome, caFiles}: WorldOptions): RealWorld => {
	const ca = findCa(caFiles);
	const http = createHttp({clock, ca: ca?.text});
	const postgres = createPostgres({clock, ca: ca?.text});
	const pgbouncer = createPgbouncerConsole({clock});
	const patroni = createPatroni({http, clock});
	const ask = async (target: Target, question: Ask, limits: Limits): Promise<unknown> => {
		switch (question.via) {
			case 'patroni':
				return target.kind === 'cluster'
					? patroni.anyMember(target.cluster, question.path, limits)
					: patroni.member(instanceOf(target).cluster, instanceOf(target).instance, question.path, limits);
			case 'http':
				return askService(http, target, question, limits);
			case 'ssh':
				return ssh.exec(nodeOf(target), question.command, {...limits, maxBytes: sshAnswerBytes});
			case 'files':
				return privateFiles(pigstyHome);
			case 'sql':
				return postgres.query(instanceOf(target), question.variants, limits);
			case 'console':
				return pgbouncer.show(instanceOf(target), question.text, limits);
		}
	};

	return {
		ask,
		ca: ca?.path,
		trustOf: postgres.trustOf,
		follow: createFollow(ssh),
		close: async () => {
			http.close();
			postgres.close();
			pgbouncer.close();
			await ssh.close();
		},
	};
};

const instanceOf = (target: Target): Extract<Target, {readonly kind: 'instance'}> =>
	target.kind === 'instance' ? target : mismatch(target);

const nodeOf = (target: Target): InventoryNode => ('node' in target ? target.node : mismatch(target));

const mismatch = (target: Target): never => {
	throw new ProblemError(
		'refused',
		`${target.id}: this cannot be asked of a ${target.kind}\nThis is a defect of pigsty-top`,
	);
};
