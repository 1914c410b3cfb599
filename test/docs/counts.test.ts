import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { properties } from '../../src/property/catalogue.ts'
import { flavorFacts } from '../../src/providers/flavor-facts.ts'

interface Cell {
  readonly outcome: string
}

const { plans, clients } = JSON.parse(readFileSync(new URL('../../docs/matrix.json', import.meta.url), 'utf8')) as {
  readonly plans: readonly object[]
  readonly clients: readonly {
    readonly packages: Readonly<Record<string, string>>
    readonly modes: Readonly<Record<string, { readonly cells: Readonly<Record<string, Cell>> }>>
  }[]
}
const outcomes = clients.flatMap(({ modes }) =>
  Object.values(modes).flatMap(({ cells }) => Object.values(cells).map(({ outcome }) => outcome)),
)

function withOutcome(...names: readonly string[]): number {
  return outcomes.filter((outcome) => names.includes(outcome)).length
}

it.for<[file: string, text: RegExp, count: number]>([
  ['README.md', /injects (\d+) such faults/, catalogue.length],
  ['README.md', /\[docs\/faults\.md\]\S* lists all (\d+)/, catalogue.length],
  ['README.md', /\[docs\/properties\.md\]\S* lists all (\d+)/, properties.length],
  ['README.md', /(\d+) compatible hosts/, Object.keys(flavorFacts).length],
  ['README.md', /matrix of (\d+) published packages/, new Set(clients.flatMap(({ packages }) => Object.keys(packages))).size],
  ['README.md', /under (\d+) plans of faults/, plans.length],
  ['README.md', /([\d,]+) of [\d,]+ calls returned/, withOutcome('truncated', 'empty')],
  ['README.md', /of ([\d,]+) calls returned/, outcomes.length],
  ['README.md', /and (\d+) never ended/, withOutcome('hang')],
  ['README.md', /\| (\d+) properties \|/, properties.length],
  ['README.md', /\| (\d+), also wrong answers \|/, catalogue.length],
  ['docs/comparison.md', /(\d+) compatible hosts/, Object.keys(flavorFacts).length],
  ['docs/comparison.md', /\[(\d+)\]\(faults\.md\)/, catalogue.length],
  ['docs/comparison.md', /\[(\d+) properties\]/, properties.length],
  ['CHANGELOG.md', /^- (\d+) faults,/m, catalogue.length],
  ['CHANGELOG.md', /^- (\d+) properties/m, properties.length],
])('%s counts %s', ([file, text, count]) => {
  const page = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
  expect(Number(text.exec(page)?.[1]?.replaceAll(',', ''))).toBe(count)
})
