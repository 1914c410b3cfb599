import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { isKnownNoise } from './test/known-noise.ts'

/** What holds for every run of the tests. */
export const settings: ViteUserConfig['test'] = {
  setupFiles: ['test/setup.ts'],
  // Waits cost nothing, and what hangs is found out at once; a slow machine is no failure.
  testTimeout: 60_000,
  // By itself vitest leaves a core idle, which is half of a small machine.
  maxWorkers: '100%',
  // Many tests start Node, which compiles the same files each time.
  env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('.vitest/compiled', import.meta.url)) },
  onConsoleLog: (log) => (isKnownNoise(log) ? false : undefined),
}

/** Tests that replace what belongs to the whole process, or measure it. */
const apart = ['browser', 'gateway', 'intercept', 'msw', 'server', 'sockets', 'time', 'vitest'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
)
const elsewhere = ['test/package/consumer/**', 'test/pages/**', '**/*.sweep.test.ts']

export default defineConfig({
  test: {
    ...settings,
    projects: [
      // Importing the SDKs takes longer than most of these tests: the files share what they import.
      {
        extends: true,
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: [...elsewhere, ...apart], isolate: false },
      },
      { extends: true, test: { name: 'apart', include: apart, exclude: elsewhere } },
    ],
  },
})
