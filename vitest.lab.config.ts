import {defineConfig} from 'vitest/config';

export default defineConfig({
	// Real nodes and terminals on a machine that others use: what fails twice is a defect, what fails once is printed.
	test: {
		include: ['test/lab/**/*.test.{ts,tsx}'],
		fileParallelism: false,
		retry: 1,
		testTimeout: 180_000,
		hookTimeout: 180_000,
	},
});
