import { defineConfig } from 'vitest/config'

const faults = 'test/faults/*.test.ts'

export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    // Waits cost nothing, and what hangs is found out at once; a slow machine is no failure.
    testTimeout: 60_000,
    // By itself vitest leaves a core idle, which is half of a small machine.
    maxWorkers: '100%',
    exclude: ['test/package/consumer/**'],
    projects: [
      // A fault has a file of its own, and its test is over sooner than its imports: these files share what they import.
      { extends: true, test: { name: 'faults', include: [faults], isolate: false } },
      { extends: true, test: { name: 'rest', include: ['test/**/*.test.ts'], exclude: [faults] } },
    ],
  },
})
