import { defineConfig } from 'vitest/config'
import { settings } from './vitest.config.ts'

/** The full sweep: all that `npm test` only samples. */
export default defineConfig({ test: { ...settings, include: ['test/**/*.sweep.test.ts'], isolate: false } })
