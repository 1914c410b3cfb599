import { readFileSync } from 'node:fs'
import { catalogue } from '../../../faults/catalogue.ts'
import { properties } from '../../../src/property/catalogue.ts'
import { withSection } from '../readme.ts'
import { faultTable } from './faults.ts'
import { propertyNames } from './properties.ts'

/** The readme, with its lists of faults and properties brought up to date. */
export function readmePage(): string {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  const withFaults = withSection(readme, 'faults', faultTable(catalogue, 'docs/faults.md'))
  return withSection(withFaults, 'properties', propertyNames(properties))
}
