import type {FindingRow} from '../../store/selectors/finding-rows.ts';
import {marks} from '../theme.ts';
import {foundFor} from './found-for.ts';
import type {Section} from './properties.ts';

/** What is found of the thing on screen; no section when nothing is. */
export const findingSection = (findings: readonly FindingRow[]): readonly Section[] =>
	findings.length === 0
		? []
		: [
				{
					title: 'Findings',
					source: undefined,
					properties: findings.map(row => ({
						label: `${marks[row.severity]} ${row.severity}`,
						text: `${row.title}, for ${foundFor(row)}`,
						tone: row.severity === 'info' ? ('plain' as const) : row.severity,
					})),
				},
			];
