const nonProduction: readonly string[] = [
	'DEMO',
	'DEV',
	'DEVELOPMENT',
	'LAB',
	'QA',
	'SANDBOX',
	'STAGE',
	'STAGING',
	'TEST',
	'TESTING',
	'UAT',
];

/** Labels that are not production are listed here, with or without a number; every other one, and none, is production. */
export const isNonProduction = (label: string | undefined): boolean =>
	label !== undefined && nonProduction.includes(label.toUpperCase().replace(/[-_ ]?\d+$/, ''));

export const nonProductionLabels = nonProduction;
