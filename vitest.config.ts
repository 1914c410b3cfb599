import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    // Waits cost nothing, and what hangs is found out at once; a slow machine is no failure.
    testTimeout: 60_000,
    // By itself vitest leaves a core idle, which is half of a small machine.
    maxWorkers: '100%',
    exclude: ['test/package/consumer/**'],
  },
})
