/** Why there is no plan: something that it would have to name is not known. Never leaves `plan`. */
export class PlanProblem extends Error {
	override name = 'PlanProblem';
}

/** The value, or the end of the plan. */
export const needed = <Value>(value: Value | undefined, what: string): Value => {
	if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
		throw new PlanProblem(`${what} is not known`);
	}

	return value;
};
