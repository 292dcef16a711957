import {escaped} from '../escaped.ts';
import {defineGuard, type Guard} from '../guard.ts';

export const slotGuards: readonly Guard[] = [
	defineGuard({
		id: 'slot',
		for: ['slot.drop'],
		raise: 'never',
		safe: 'the slot exists',
		unless: ({slot: known}, {slot}) => known?.name === slot.name,
		why: (_, {slot}) => `slot ${escaped(slot.name)} is not known to exist`,
	}),
	defineGuard({
		id: 'slot-active',
		for: ['slot.drop'],
		raise: 'never',
		safe: 'nobody reads from the slot',
		unless: ({slot}) => slot?.isActive === false,
		why: ({slot}) =>
			slot?.isActive === true
				? `${escaped(slot.consumer ?? 'someone')} reads from it now; stop that first`
				: 'it is not known whether somebody reads from it',
	}),
	defineGuard({
		id: 'slot-managed',
		for: ['slot.drop'],
		raise: 'never',
		safe: 'the slot is not one that Patroni keeps',
		unless: ({slot}) => slot?.isManaged === false,
		why: ({slot}) =>
			slot?.isManaged === true
				? 'Patroni keeps this slot and would make it again; remove the member, or the slot from its configuration'
				: 'it is not known whether Patroni keeps this slot',
	}),
];
