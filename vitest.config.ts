import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		exclude: ['test/lab/**', 'test/e2e/**'],
		testTimeout: 20_000,
	},
});
