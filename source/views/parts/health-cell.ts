import type {Health} from '../../model/health.ts';
import {marks} from '../theme.ts';
import type {Cell} from './table.ts';

/** Mark and word: never colour alone. */
export const healthCell = (health: Health): Cell => ({text: `${marks[health]} ${words[health]}`, tone: health});

const words: Readonly<Record<Health, string>> = {ok: 'ok', warn: 'warn', crit: 'crit', unknown: 'unkn'};

/** What is not known is a dash, never a zero. */
export const orDash = <Value>(value: Value | undefined, show: (value: Value) => string): string =>
	value === undefined ? '—' : show(value);
