import {type Case, both, problem, alert} from '../../../kit/change.ts';
import {inventory} from '../../../kit/inventory.ts';
import {answers, fleet, grey, now} from '../../../kit/state.ts';
import {update} from '../../../../source/store/update.ts';

export const fleetCases: Readonly<Record<string, Case>> = {
	'inventory-unreadable': {
		fires: () =>
			update(fleet(), {
				type: 'inventory-read',
				now,
				path: 'pigsty.yml',
				sha256: 'x',
				reading: {inventory: undefined, problems: [problem('yaml-syntax', 'crit')]},
			}),
		spares: () => grey(inventory(), [problem('yaml-tag', 'crit')]),
	},
	'ca-key-permissions': {
		fires: () =>
			both(state =>
				answers(state, 'adminFiles', '10.10.10.10', {
					privateFiles: [{path: 'files/pki/ca/ca.key', mode: 0o644, owner: 'admin'}],
				}),
			),
		spares: () =>
			both(state =>
				answers(state, 'adminFiles', '10.10.10.10', {
					privateFiles: [{path: 'files/pki/ca/ca.key', mode: 0o600, owner: 'admin'}],
				}),
			),
	},
	'alert-firing': {
		fires: () => both(state => answers(state, 'alerts', '10.10.10.10', [alert({})])),
		spares: () =>
			both(state =>
				answers(state, 'alerts', '10.10.10.10', [
					alert({state: 'pending'}),
					alert({severity: 'WARN', labels: {level: '1'}}),
				]),
			),
	},
	'default-password': {
		fires: () => grey(inventory(), [problem('default-password', 'warn'), problem('no-password', 'warn')]),
		spares: () => grey(inventory(), [problem('weak-etcd-password', 'info')]),
	},
	'inventory-problems': {
		fires: () => grey(inventory(), [problem('pg-role', 'crit'), problem('duplicate-key', 'warn')]),
		spares: () => grey(inventory(), [problem('templated', 'info'), problem('default-password', 'warn')]),
	},
};
