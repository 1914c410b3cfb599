import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Waits cost nothing, and what hangs is found out at once; a slow machine is no failure.
    testTimeout: 60_000,
    exclude: ['test/package/consumer/**'],
  },
})
