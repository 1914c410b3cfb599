import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { withSection } from '../../scripts/readme.ts'
import { propertyNames, propertyPage } from '../../src/cli/property-page.ts'
import { properties } from '../../src/property/catalogue.ts'

it('docs/properties.md says what the properties are now (npm run docs)', () => {
  expect(readFileSync(new URL('../../docs/properties.md', import.meta.url), 'utf8')).toBe(propertyPage(properties))
})

it('README.md lists the properties that there are now (npm run docs)', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  expect(readme).toBe(withSection(readme, 'properties', propertyNames(properties)))
})
