import { readFileSync, writeFileSync } from 'node:fs'
import { catalogue } from '../faults/catalogue.ts'
import { demoPicture } from '../src/cli/demo-picture.ts'
import { coveragePage } from '../test/faults/coverage.ts'
import { dialects } from '../test/dialects/index.ts'
import { providersPage } from '../test/dialects/page.ts'
import { faultPage, faultTable } from '../src/cli/fault-page.ts'
import { failureModePage } from '../test/docs/failure-mode-page.ts'
import { failureModes } from '../test/docs/failure-modes.ts'
import { propertyNames, propertyPage } from '../src/cli/property-page.ts'
import { recipePage } from '../src/cli/recipe-page.ts'
import { properties } from '../src/property/catalogue.ts'
import { playAll } from '../test/recipes/played.ts'
import { withSection } from './readme.ts'

writeFileSync(new URL('../docs/faults.md', import.meta.url), faultPage(catalogue))
writeFileSync(new URL('../docs/demo.svg', import.meta.url), await demoPicture())
writeFileSync(new URL('../docs/coverage.md', import.meta.url), await coveragePage(dialects))
writeFileSync(new URL('../docs/recipes.md', import.meta.url), recipePage(await playAll()))
writeFileSync(new URL('../docs/providers.md', import.meta.url), await providersPage(dialects))
writeFileSync(new URL('../docs/properties.md', import.meta.url), propertyPage(properties))
writeFileSync(new URL('../docs/failure-modes.md', import.meta.url), failureModePage(failureModes))
const readme = new URL('../README.md', import.meta.url)
const withFaults = withSection(readFileSync(readme, 'utf8'), 'faults', faultTable(catalogue, 'docs/faults.md'))
writeFileSync(readme, withSection(withFaults, 'properties', propertyNames(properties)))
