/** Exit codes of the command line: a contract. `check` has Nagios' own. */
export const exitCode = {
	done: 0,
	findings: 1,
	usage: 2,
	nothingAnswered: 5,
	bug: 70,
	output: 74,
	interrupted: 130,
} as const;
