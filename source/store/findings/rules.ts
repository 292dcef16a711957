import type {Rule} from './rule.ts';

/** Every condition we look for, the most pressing first: of equal severity they are shown in this order. */
export const rules: readonly Rule[] = [];
