import type {Action} from '../../../source/model/action.ts';
import type {Facts} from '../../../source/safety/facts.ts';
import type {Level} from '../../../source/safety/levels.ts';

/**
 * For each guard a case that it alone is there for: what is wrong, and what comes of it. `others` are guards that the same
 * fact trips too.
 */
export type GuardCase = {
	readonly action: Action;
	readonly change?: (facts: Facts) => Facts;
	readonly level: Level;
	readonly others?: readonly string[];
	readonly phrase?: string;
};
