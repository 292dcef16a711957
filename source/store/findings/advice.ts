import type {Advice} from '../../model/finding.ts';

/** Something to look at: it changes nothing. */
export const look = (text: string): Advice => ({text, class: 'allowed', action: undefined});

/** A change that can be undone, or that loses nothing. */
export const change = (text: string): Advice => ({text, class: 'confirm', action: undefined});

/** A change that can lose data or service. */
export const destroy = (text: string): Advice => ({text, class: 'destructive', action: undefined});
