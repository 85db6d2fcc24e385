import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Two processes need a database server between them.
    exclude: process.env.TEST_DATABASE_URL ? [] : ['tests/integration/two-processes.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The database, the search engine and the browser do most of the work; more files at once only slow each other.
    maxWorkers: 2,
    // Loading the site and its dictionary anew for each file would take as long as the tests.
    isolate: false,
    reporters: ['default', ['json', { outputFile: 'coverage/test-report.json' }]],
  },
});
