import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { overloaded, truncatedStream } from '../../../faults/index.ts'
import { baselineChecks } from '../../../src/property/baseline/index.ts'
import { resumes } from '../../../src/property/baseline/checks/resumes-after-a-crash.ts'
import { properties } from '../../../src/property/catalogue.ts'
import {
  faultsOf,
  noSilentTruncation,
  ResilienceError,
  retriesAtMost,
  survives,
  type SurvivesOptions,
} from '../../../src/property/index.ts'
import { hearSearches, type Search } from '../../../src/property/report/search.ts'
import { brownout, openai } from '../../../src/index.ts'
import { reportVersion } from '../../../src/report/data/report-data.ts'
import type { SearchData } from '../../../src/report/data/search-data.ts'
import { reportHtml } from '../../../src/report/files/report-html.ts'
import { scoreOf } from '../../../src/report/data/score.ts'
import { searchSchema } from '../../../src/report/files/search-schema.ts'
import { searchData } from '../../../src/report/record/search-record.ts'
import { titlesOf } from '../../../src/property/text/titles.ts'
import { issuedKeys } from '../../issued-keys.ts'
import { streamOpenAI } from '../../property/apps.ts'

const pace = { firstToken: '600ms', perDelta: '30ms' } as const
const chaos = brownout({ seed: 'tuesday', providers: [openai()], pace })
let release = (): void => {}
beforeAll(() => void (release = chaos.intercept()))
afterAll(() => release())

const options: SurvivesOptions = {
  runs: 8,
  faults: faultsOf(truncatedStream({ afterDeltas: 3 }), overloaded),
  properties: [noSilentTruncation(), retriesAtMost(2)],
  baseline: false,
  all: true,
}

/** The record of a search of an app that returns a truncated answer. */
async function heard(): Promise<Search> {
  const searches: Search[] = []
  hearSearches(chaos, (search) => void searches.push(search))
  const task = async ({ observe }: { observe: { streamed(text: string): void } }): Promise<string> =>
    (await streamOpenAI(undefined, observe.streamed)).text
  await expect(survives(chaos, task, options)).rejects.toThrow(ResilienceError)
  expect(searches).toHaveLength(1)
  return searches[0]!
}

let data: SearchData
let search: Search
beforeAll(async () => {
  search = await heard()
  data = searchData(search, { title: 'asks', file: 'ask.test.ts', endedAt: new Date('2026-11-26T10:00:00Z') })
})

describe('a search as data', () => {
  it('has a row for each run, with a verdict for each property', () => {
    expect(data.runs).toHaveLength(8)
    expect(data.rules.map(({ id }) => id)).toEqual(['no-silent-truncation', 'retries-at-most(2)'])
    expect(data.runs[0]).toMatchObject({ plan: [], fired: [], verdicts: 'ii', settlement: 'value', calls: 1, retries: 0, firstDelta: 600 })
    expect(data.runs.map(({ verdicts }) => verdicts[0])).toContain('v')
    expect(data.runs.every(({ verdicts }) => verdicts.length === 2)).toBe(true)
  })

  it('continues to judge a property after it was violated', () => {
    expect(data.runs.filter(({ verdicts }) => verdicts.startsWith('v')).length).toBeGreaterThan(1)
    expect(data.runs.every(({ verdicts }) => !verdicts.includes('-'))).toBe(true)
  })

  it('has the finding with its minimal plan, and each delta of its calls', () => {
    const [finding] = data.findings
    expect(finding).toMatchObject({
      rule: 'no-silent-truncation',
      plan: [{ fault: 'truncated-stream' }],
      foundIn: expect.any(Number) as number,
    })
    expect(finding!.replay[0]).toContain('tuesday')
    expect(JSON.parse(finding!.incident)).toMatchObject({ format: 'brownout-incident' })
    const [call] = finding!.stories[0]!.calls
    expect(call).toMatchObject({ owner: 'OpenAI', attempt: 1, asked: 'Where is my parcel?', ending: 'truncated', deltas: [600, 630, 660] })
    expect(call!.expected!.startsWith(call!.received)).toBe(true)
  })

  it('gives the reason for each fault that never fired', async () => {
    expect(data.faults.filter(({ whyNeverFired }) => whyNeverFired !== undefined)).toEqual([])
    const without = { ...search, whyNeverFired: () => 'no plan contained it' }
    expect(searchData(without, { title: 'asks', endedAt: new Date() }).faults[0]).toMatchObject({ whyNeverFired: 'no plan contained it' })
  })

  it('has what the app does without a fault', () => {
    const { calls, outcomes } = data.baseline!
    expect(calls[0]!.received).toBe(calls[0]!.expected)
    expect(outcomes[0]!.settlement).toEqual({ type: 'value', text: calls[0]!.received })
    expect(outcomes[0]!.shown.map(({ text }) => text).join('')).toBe(calls[0]!.received)
    expect(outcomes[0]!.shown.every(({ calls: begun }) => begun === 1)).toBe(true)
  })

  it('can be scored, and read again from a file', () => {
    expect(scoreOf(data).violated).toBeGreaterThan(0)
    expect(searchSchema.parse(JSON.parse(JSON.stringify(data)))).toEqual(data)
  })

  it('holds no credential that a client sent, and nothing that has the form of a secret', () => {
    const secret = { title: 'asks with key-4711-of-a-client and sk-proj-abcdefghijklmnopqrstuvwxyz0123456789', endedAt: new Date() }
    const { title } = searchData({ ...search, credentials: new Set(['Bearer key-4711-of-a-client']) }, secret)
    expect(title).toBe('asks with [removed] and [removed]')
    expect([...search.credentials]).toEqual(['Bearer test'])
  })

  it('has no key of any provider as a page', () => {
    const keys = Object.values(issuedKeys)
    const credentials = new Set(keys.map((key) => `Bearer ${key}`))
    const leaking = searchData({ ...search, credentials }, { title: `asks with ${keys.join(' and ')}`, endedAt: new Date() })
    const page = reportHtml(
      { format: 'brownout-report', version: reportVersion, brownout: '1.0.0', madeAt: '2026-11-26T10:00:00Z', searches: [leaking] },
      { script: '', style: '' },
    )
    expect(keys.filter((key) => page.includes(key))).toEqual([])
    expect(page).toContain(`asks with [removed] and [removed]`)
  })

  it('is the same for the same seed, apart from how long it took', async () => {
    const again = searchData(await heard(), { title: 'asks', file: 'ask.test.ts', endedAt: new Date('2026-11-26T10:00:00Z') })
    expect({ ...again, took: 0 }).toEqual({ ...data, took: 0 })
  })
})

const everyRule = [...properties.map(({ property }) => property), ...baselineChecks, resumes]
const titles = everyRule.map((rule) => titlesOf(rule).titles)

describe('the titles', () => {
  it('are of every property and every baseline check, with whom a violation hurts', () => {
    const isOwn = ({ statement, ...known }: Parameters<typeof titlesOf>[0]): boolean =>
      titlesOf({ ...known, statement }).titles.held === titlesOf({ id: 'own', statement }).titles.held
    expect(everyRule.filter(isOwn)).toEqual([])
    expect(titles.filter(({ violated }) => violated.startsWith('Not held'))).toEqual([])
  })

  it('fit on one line, and no two are the same', () => {
    const all = titles.flatMap(({ held, violated }) => [held, violated])
    expect(all.filter((title, place) => all.indexOf(title) !== place)).toEqual([])
    expect(all.filter((title) => title.length > 64)).toEqual([])
  })

  it('of a property of the user are its statement', () => {
    expect(titlesOf({ id: 'own(2)', statement: 'it is polite' })).toEqual({
      titles: { held: 'It is polite', violated: 'Not held: it is polite' },
      harm: 'user',
    })
  })
})
