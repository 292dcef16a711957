import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {include: ['test/e2e/**/*.test.{ts,tsx}'], fileParallelism: false, testTimeout: 180_000, hookTimeout: 180_000},
});
