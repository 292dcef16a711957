import type {Target} from '../../model/target.ts';
import type {InventoryNode} from '../../model/inventory/inventory.ts';
import type {Clock} from '../clock.ts';
import type {Ask} from '../source.ts';
import {type Limits, ProblemError, type World} from '../world.ts';
import {privateFiles} from './files.ts';
import {createFollow} from './follow.ts';
import {askService} from './host-service.ts';
import {createHttp} from './http.ts';
import {createPatroni} from './patroni.ts';
import type {Ssh} from './ssh-port.ts';

export type WorldOptions = {
	readonly ssh: Ssh;
	readonly clock: Clock;
	/** Folder of `pigsty.yml`. */
	readonly pigstyHome: string;
	/** Where Pigsty's CA may be; the first that can be read is taken. Without any, TLS servers are not verified. */
	readonly caFiles: readonly string[];
};

/** An answer of a command on a node that is longer than this is cut off and no answer. */
const sshAnswerBytes = 8 * 1024 ** 2;

/** The real world. Opens nothing until it is asked. */
export const createWorld = ({ssh, clock, pigstyHome}: WorldOptions): World => {
	const http = createHttp({clock, ca: undefined});
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
			case 'console':
				throw new ProblemError('refused', 'not yet');
		}
	};

	return {
		ask,
		follow: createFollow(ssh),
		close: async () => {
			http.close();
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
