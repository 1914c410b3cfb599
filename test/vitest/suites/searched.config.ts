import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/vitest/suites/searched.ts'],
    root: new URL('../../..', import.meta.url).pathname,
    reporters: [
      ['./src/vitest/reporter.ts', { output: process.env['REPORT_OUTPUT'] }],
      'github-actions',
      {
        onTestRunEnd(modules) {
          const tests = modules.flatMap((module) => [...module.children.allTests()])
          const noted = tests.map((test) => ({ name: test.name, meta: test.meta(), annotations: test.annotations() }))
          mkdirSync(dirname(process.env['REPORT_OUTPUT']!), { recursive: true })
          writeFileSync(`${process.env['REPORT_OUTPUT']}.noted.json`, JSON.stringify(noted))
        },
      },
    ],
  },
})
