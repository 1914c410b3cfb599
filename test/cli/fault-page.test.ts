import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { faultPage } from '../../src/cli/fault-page.ts'

it('docs/faults.md says what the faults are now (npm run docs)', () => {
  const page = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8')
  expect(page).toBe(faultPage(catalogue))
})
