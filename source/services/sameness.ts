import type {Target} from '../model/target.ts';

/** Whether a target is still what it was. Remembered, because many jobs have the same one. */
export const createSameness = () => {
	const known = new Map<Target, boolean>();
	return (before: Target, now: Target): boolean => {
		const same = known.get(before) ?? isSame(before, now);
		known.set(before, same);
		return same;
	};
};

/** Secrets are left out: a new password takes effect with the next question, and need not start the polling anew. */
const isSame = (before: Target, now: Target): boolean =>
	before === now || formsOf(before).join() === formsOf(now).join();

const formsOf = (target: Target): readonly string[] => Object.values(target).map(formOf);

/** The instances of a cluster share it, so it is written out once. */
const formOf = (part: unknown): string => {
	if (typeof part !== 'object' || part === null) {
		return String(part);
	}

	const form = forms.get(part) ?? JSON.stringify(part);
	forms.set(part, form);
	return form;
};

const forms = new WeakMap<object, string>();
