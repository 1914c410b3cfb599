import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { readLog, recipeOf } from '../../src/import/index.ts'
import type { RecipeFactory } from '../../src/index.ts'
import { within } from './played.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-recipe-'))
afterAll(() => rmSync(folder, { recursive: true }))
const given = { name: 'black-friday', source: 'calls.csv' }

/** An hour: 30 minutes in which every fourth call to Anthropic fails, and 30 minutes in which none does. */
const hour = [
  'time,provider,status,latency',
  ...Array.from({ length: 120 }, (_, index) => {
    const status = index < 60 ? [200, 529, 200, 200][index % 4] : 200
    return `${index * 30_000},anthropic,${status},${status === 200 ? 700 + index : 20}`
  }),
].join('\n')

/** The recipe that a text defines, with the package's names led to its sources. */
async function recipeIn(text: string): Promise<RecipeFactory> {
  const file = join(folder, `${text.length}.ts`)
  const here = (path: string): string => new URL(`../../${path}`, import.meta.url).href
  writeFileSync(file, text.replace(`'brownout'`, `'${here('src/index.ts')}'`).replace(`'brownout/faults'`, `'${here('faults/index.ts')}'`))
  const module = (await import(pathToFileURL(file).href)) as { readonly blackFriday: RecipeFactory }
  return module.blackFriday
}

describe('a log as a recipe', () => {
  it('has the measured rates by phases, and the measured waits', async () => {
    const { recipe } = await recipeIn(recipeOf(readLog(hour), given))
    expect(recipe.phases.map(({ from, to, what }) => [from, to, what])).toEqual([
      ['0ms', '30m', '15 of 60 calls to anthropic fail'],
      ['30m', '1h', '0 of 60 calls to anthropic fail'],
    ])
    expect(recipe.phases.map(({ injections }) => injections.map((injection) => injection.toJSON()))).toEqual([
      [
        { fault: 'overloaded', parameters: {}, trigger: { for: [{ provider: 'anthropic' }], chance: { rate: 0.25 } } },
        { fault: 'heavy-tail-latency', parameters: { median: 730, tail: 1.04 }, trigger: { for: [{ provider: 'anthropic' }] } },
      ],
      [{ fault: 'heavy-tail-latency', parameters: { median: 789, tail: 1.04 }, trigger: { for: [{ provider: 'anthropic' }] } }],
    ])
  })

  it('lists its assumptions, and no more', async () => {
    const few = hour.split('\n').slice(0, 10).join('\n')
    const [{ recipe: many }, { recipe: some }] = [
      await recipeIn(recipeOf(readLog(hour), given)),
      await recipeIn(recipeOf(readLog(few), given)),
    ]
    expect(many.assumed).toContain('that waits follow a log-normal distribution with the measured median and 99th percentile')
    expect(some.assumed).toContain('that all waits of a phase are the median')
    expect(some.assumed.join()).not.toContain('log-normal')
  })

  it('is played like any other', async () => {
    const blackFriday = await recipeIn(recipeOf(readLog(hour), given))
    const chaos = await within({}, async (chaos) => chaos.play(blackFriday({ speed: 10 })))
    expect(chaos.injections.map(({ fault }) => fault.name)).toEqual(['overloaded', 'heavy-tail-latency', 'heavy-tail-latency'])
  })

  it('draws each failure from what those before it have left', async () => {
    const rows = [
      'time,provider,status,latency',
      ...[500, 500, 429, 429, 200, 200, 200, 200].map((status, index) => `${index},openai,${status},0`),
    ]
    const { recipe } = await recipeIn(recipeOf(readLog(rows.join('\n')), given))
    expect(recipe.phases[0]!.injections.map(({ fault, trigger }) => [fault.name, trigger.chance?.rate])).toEqual([
      ['server-error', 0.25],
      ['rate-limited', 0.3333],
    ])
  })

  it('writes any names unchanged', async () => {
    const name = `it's a "host" \\ */ \${here}`
    const rows = `time,provider,status\n1,"${name.replaceAll('"', '""')}",500`
    const { recipe } = await recipeIn(recipeOf(readLog(rows), { ...given, source: `${name}.csv` }))
    expect(recipe.phases[0]!.injections[0]!.trigger.for).toEqual([{ provider: name }])
    expect(recipe.sources).toEqual([`file:${name}.csv`])
  })

  it.each([
    ['Black Friday', hour, 'as a recipe named "Black Friday": expected a name in kebab-case'],
    ['black-friday', 'time,provider,status\nx,openai,200', 'no call could be read from it'],
  ])('is refused as %j', (name, text, message) => {
    expect(() => recipeOf(readLog(text), { ...given, name })).toThrow(message)
  })
})
