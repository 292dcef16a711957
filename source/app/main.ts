/** Runs the command line and answers the exit code. */
export const main = async (argv: readonly string[]): Promise<number> => {
	process.stderr.write(`pigsty-top: ${argv.join(' ')}: not built yet\n`);
	return 2;
};
