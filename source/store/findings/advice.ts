import type {Advice} from '../../model/finding.ts';

/** Screens where the cockpit itself has what there is to look at, by the ids of the commands that open them. */
type Opens = 'logs.open' | 'ha.open' | 'backups.open' | 'sources.open' | 'inventory.open';

/** Something to look at: it changes nothing. */
export const look = (text: string, action?: Opens): Advice => ({text, class: 'allowed', action});

/** A change that can be undone, or that loses nothing. */
export const change = (text: string): Advice => ({text, class: 'confirm', action: undefined});

/** A change that can lose data or service. */
export const destroy = (text: string): Advice => ({text, class: 'destructive', action: undefined});
