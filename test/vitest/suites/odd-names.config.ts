import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['test/vitest/suites/odd-names.ts'], root: new URL('../../..', import.meta.url).pathname } })
