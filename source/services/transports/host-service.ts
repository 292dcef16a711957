import type {Target} from '../../model/target.ts';
import type {Ask, HttpAnswer} from '../source.ts';
import {ProblemError, type Limits} from '../world.ts';
import {address} from './address.ts';
import type {GetRequest, Http} from './http.ts';

type ServiceAsk = Extract<Ask, {readonly via: 'http'}>;
type Request = Omit<GetRequest, keyof Limits>;

/** Pigsty's port of vmalert, which no module of the inventory changes. */
const vmalertPort = 8880;

/** GET on HAProxy, etcd or vmalert of the host that the target names. */
export const askService = (
	http: Pick<Http, 'get'>,
	target: Target,
	ask: ServiceAsk,
	limits: Limits,
): Promise<HttpAnswer> => {
	const request = requestOf(target, ask);
	return request === undefined
		? Promise.reject(
				new ProblemError(
					'refused',
					`${target.id}: a ${target.kind} has no ${ask.service} to ask\nThis is a defect of pigsty-top`,
				),
			)
		: http.get({...request, ...limits});
};

const requestOf = (target: Target, {service, path}: ServiceAsk): Request | undefined => {
	switch (service) {
		case 'haproxy': {
			if (target.kind !== 'node' && target.kind !== 'instance') {
				return undefined;
			}

			const {ip, name = ip, haproxy} = target.node;
			return {
				url: `http://${address(ip, haproxy.port)}${path}`,
				from: name,
				where: `${name}: HAProxy (${address(ip, haproxy.port)})`,
				check: `On ${name}: systemctl status haproxy`,
				auth: haproxy,
			};
		}

		case 'etcd':
			return target.kind === 'etcd'
				? {
						url: `https://${address(target.ip, target.port)}${path}`,
						from: target.id,
						where: `${target.id}: etcd (${address(target.ip, target.port)})`,
						check: `On ${target.ip}: systemctl status etcd`,
					}
				: undefined;
		case 'vmalert':
			return target.kind === 'infra'
				? {
						url: `http://${address(target.ip, vmalertPort)}${path}`,
						from: target.id,
						where: `${target.id}: vmalert (${address(target.ip, vmalertPort)})`,
						check: `On ${target.ip}: systemctl status vmalert`,
					}
				: undefined;
	}
};
