/** From harmless to refused; each is stricter than all before it. */
export const classes = ['allowed', 'business-data', 'confirm', 'destructive', 'rejected'] as const;

export type PolicyClass = (typeof classes)[number];

/** Why a text has its class. */
export type Reason = {
	/** Stable, such as `sql.drop`: tests, audit records and documents refer to it. */
	readonly rule: string;
	readonly class: PolicyClass;
	/** What was found, for people. May quote names from the text; never a value of it, which may be a secret. */
	readonly text: string;
	/** What else follows from it, such as `secret` or `blocking`. */
	readonly flags?: readonly string[];
};

export type Classification = {
	/** The strictest class of all reasons. */
	readonly class: PolicyClass;
	/** Strictest first. Never empty. What was found harmless is only told when nothing else was found. */
	readonly reasons: readonly Reason[];
	readonly flags: readonly string[];
};

/** The maximum of all parts wins; of no parts nothing is known, which is the strictest. */
export const strictest = (found: readonly PolicyClass[]): PolicyClass =>
	classes.findLast(name => found.includes(name)) ?? 'rejected';

/** Folds what was found in all parts of a text. Finding nothing means that nothing was understood: that is rejected. */
export const classification = (found: readonly Reason[]): Classification => {
	const reasons = found.length > 0 ? found : [nothing];
	const telling = reasons.filter(reason => reason.class !== 'allowed');
	return {
		class: strictest(reasons.map(reason => reason.class)),
		reasons: unique(telling.length > 0 ? telling : reasons).toSorted(
			(one, other) => classes.indexOf(other.class) - classes.indexOf(one.class),
		),
		flags: [...new Set(reasons.flatMap(({flags = []}) => flags))],
	};
};

const nothing: Reason = {rule: 'nothing-understood', class: 'rejected', text: 'no rule knows this'};

const unique = (reasons: readonly Reason[]): readonly Reason[] => [
	...new Map(reasons.map(reason => [`${reason.class} ${reason.rule} ${reason.text}`, reason])).values(),
];
