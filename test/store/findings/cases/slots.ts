import {type Case, both, slot, gibibyte} from '../../../kit/change.ts';

export const slotsCases: Readonly<Record<string, Case>> = {
	'slot-lost': {
		fires: () => both(slot({walStatus: 'lost', active: false})),
		spares: () => both(slot({walStatus: 'extended', active: false})),
	},
	'slot-retaining': {
		fires: () => both(slot({retainedBytes: 20 * gibibyte, active: false, walStatus: 'extended'})),
		spares: () => both(slot({retainedBytes: 4 * gibibyte, active: false, walStatus: 'extended'})),
	},
};
