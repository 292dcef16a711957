import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		exclude: ['test/lab/**', 'test/e2e/**'],
		// No test mocks a module or leaves anything behind, so that workers need not start anew for each file.
		isolate: false,
		testTimeout: 20_000,
	},
});
