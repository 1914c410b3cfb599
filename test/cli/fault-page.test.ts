import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { withSection } from '../../scripts/readme.ts'
import { faultPage, faultTable } from '../../src/cli/fault-page.ts'

it('docs/faults.md says what the faults are now (npm run docs)', () => {
  const page = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8')
  expect(page).toBe(faultPage(catalogue))
})

it('README.md lists the faults that there are now (npm run docs)', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  expect(readme).toBe(withSection(readme, 'faults', faultTable(catalogue, 'docs/faults.md')))
})
