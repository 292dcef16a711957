import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		exclude: ['test/lab/**', 'test/e2e/**'],
		// No test mocks a module or leaves anything behind, so that workers need not start anew for each file.
		isolate: false,
		// A shared machine has moments; what fails twice is a defect.
		retry: process.env['CI'] === undefined ? 0 : 1,
		testTimeout: 20_000,
	},
});
