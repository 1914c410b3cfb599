import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { properties } from '../../src/property/catalogue.ts'
import { flavorFacts } from '../../src/providers/flavor-facts.ts'

it.for<[file: string, text: RegExp, count: number]>([
  ['README.md', /injects (\d+) such faults/, catalogue.length],
  ['README.md', /\[docs\/faults\.md\]\S* lists all (\d+)/, catalogue.length],
  ['README.md', /\[docs\/properties\.md\]\S* lists all (\d+)/, properties.length],
  ['README.md', /(\d+) compatible hosts/, Object.keys(flavorFacts).length],
  ['CHANGELOG.md', /^- (\d+) faults,/m, catalogue.length],
])('%s counts %s', ([file, text, count]) => {
  const page = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
  expect(Number(text.exec(page)?.[1])).toBe(count)
})
