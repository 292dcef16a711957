import {type Case, both, servers} from '../../../kit/change.ts';

export const proxyCases: Readonly<Record<string, Case>> = {
	'proxy-misroutes': {
		fires: () =>
			both(
				servers(({server, proxy, status}) => (proxy === 'pg-test-primary' && server === 'pg-test-3' ? 'UP' : status)),
			),
		spares: () =>
			both(
				servers(({server, proxy, status}) =>
					proxy === 'pg-test-primary' && server === 'pg-test-3' ? 'DOWN 1/3' : status,
				),
			),
	},
	'proxy-backend-down': {
		fires: () => both(servers(({proxy, status}) => (proxy === 'pg-test-primary' ? 'DOWN' : status))),
		spares: () =>
			both(servers(({proxy, status}) => (proxy === 'pg-test-primary' && status === 'UP' ? 'UP 1/3' : status))),
	},
};
