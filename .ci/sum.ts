/**
 * sum.ts DIRECTORY [FAILED-STAGE…]: adds up vitest's JSON reports and says `N passed, N failed`. A file that could not be
 * loaded is one failure, and so is a failed stage that has no failure in its report. Nothing tested is a failure.
 */
import {existsSync, globSync, readFileSync} from 'node:fs';

type Report = {
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numPendingTests: number;
	readonly testResults: readonly {readonly status: string; readonly assertionResults: readonly {readonly status: string}[]}[];
};

const [directory = '', ...failedStages] = process.argv.slice(2);

const counts = (path: string): {passed: number; failed: number; skipped: number} => {
	const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
	const broken = report.testResults.filter(
		({status, assertionResults}) => status === 'failed' && !assertionResults.some(test => test.status === 'failed'),
	);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + broken.length,
		skipped: report.numPendingTests,
	};
};

const reports = globSync(`${directory}/*/report.json`).map(counts);
const passed = reports.reduce((sum, report) => sum + report.passed, 0);
const failedTests = reports.reduce((sum, report) => sum + report.failed, 0);
const skipped = reports.reduce((sum, report) => sum + report.skipped, 0);
const unexplained = failedStages.filter(stage => {
	const path = `${directory}/${stage}/report.json`;
	return !existsSync(path) || counts(path).failed === 0;
});
const failed = failedTests + unexplained.length;

if (failedStages.length > 0) {
	console.log(`failed stages: ${failedStages.join(', ')}`);
}

if (skipped > 0) {
	console.log(`${skipped} skipped`);
}

if (passed + failed === 0) {
	console.log('nothing was tested');
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
