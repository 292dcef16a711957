import type {PgCluster, PgInstance} from '../../model/inventory/inventory.ts';
import type {Clock} from '../clock.ts';
import type {HttpAnswer} from '../source.ts';
import {ProblemError, type Limits} from '../world.ts';
import {address} from './address.ts';
import {hedged, NobodyAnswered} from './hedge.ts';
import type {Http} from './http.ts';

export type Patroni = {
	/** GET of the member's own REST API. */
	readonly member: (cluster: PgCluster, instance: PgInstance, path: string, limits: Limits) => Promise<HttpAnswer>;
	/** GET of any member's: first of the one that answered last time. `from` says who answered. */
	readonly anyMember: (cluster: PgCluster, path: string, limits: Limits) => Promise<HttpAnswer>;
};

/** So long one member is alone with the question. */
const hedgeMs = 700;

/** Patroni's REST API, whose GETs need no password. */
export const createPatroni = ({http, clock}: {readonly http: Pick<Http, 'get'>; readonly clock: Clock}): Patroni => {
	const lastToAnswer = new Map<string, string>();
	const steady = clock.steady ?? clock.now;

	const member: Patroni['member'] = (cluster, instance, path, limits) => {
		const host = address(instance.ip, instance.patroniPort);
		return http.get({
			...limits,
			url: `${cluster.patroniTls ? 'https' : 'http'}://${host}${path}`,
			from: instance.name,
			where: `${instance.name}: Patroni (${host})`,
			check: `On ${instance.name}: systemctl status patroni`,
			silence: 'Patroni does so while etcd does not answer: check etcd, then the log of Patroni',
		});
	};

	return {
		member,
		async anyMember(cluster, path, limits) {
			const startedAt = steady();
			const failing: HttpAnswer[] = [];
			try {
				const {candidate, answer} = await hedged({
					candidates: order(cluster.instances, lastToAnswer.get(cluster.name)),
					clock,
					hedgeMs,
					signal: limits.signal,
					ask: async (instance, signal) => {
						const timeoutMs = Math.max(1, limits.timeoutMs - (steady() - startedAt));
						const found = await member(cluster, instance, path, {timeoutMs, signal});
						if (found.status >= 500) {
							failing.push(found);
							throw new ProblemError(
								'answer',
								`${instance.name}: Patroni answers HTTP ${found.status}\nLook at its log`,
							);
						}

						return found;
					},
				});
				lastToAnswer.set(cluster.name, candidate.name);
				return answer;
			} catch (error) {
				const [answer] = failing;
				if (answer !== undefined) {
					return answer;
				}

				throw error instanceof NobodyAnswered ? together(cluster.name, error.errors) : error;
			}
		},
	};
};

/** Who answered last, then who is meant to lead, then the others. */
const order = (instances: readonly PgInstance[], last: string | undefined): readonly PgInstance[] => {
	const rank = ({name, inventoryRole}: PgInstance) => (name === last ? 0 : inventoryRole === 'primary' ? 1 : 2);
	return instances.toSorted((one, other) => rank(one) - rank(other));
};

/** One sentence for what all members said. */
const together = (cluster: string, errors: readonly unknown[]): Error => {
	const problems = errors.filter(error => error instanceof ProblemError);
	const [first] = problems;
	if (first === undefined || problems.length < errors.length) {
		return (
			errors.find((error): error is Error => error instanceof Error && !(error instanceof ProblemError)) ??
			new ProblemError('refused', `${cluster}: it has no members\nName them in the inventory`)
		);
	}

	if (problems.length === 1) {
		return first;
	}

	const kinds = problems.map(({kind}) => kind);
	const kind = (['answer', 'refused', 'timeout'] as const).find(word => kinds.includes(word)) ?? 'unreachable';
	const said = problems.map(({message}) => message.split('\n', 1)[0]).join('; ');
	return new ProblemError(
		kind,
		`${cluster}: no member's Patroni answers: ${said}\n${first.message.split('\n')[1] ?? ''}`,
	);
};
