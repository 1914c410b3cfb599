import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/vitest/suites/searched.ts'],
    root: new URL('../../..', import.meta.url).pathname,
    reporters: [['./src/vitest/reporter.ts', { output: process.env['REPORT_OUTPUT'] }]],
  },
})
