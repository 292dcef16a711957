import {age} from '../../format/age.ts';
import type {FindingRow} from '../../store/selectors/finding-rows.ts';

/** How long a finding has lasted; what was there when we first looked has lasted at least as long. */
export const foundFor = ({isFromStart, ageMs}: Pick<FindingRow, 'isFromStart' | 'ageMs'>): string =>
	`${isFromStart ? '≥' : ''}${age(ageMs)}`;
