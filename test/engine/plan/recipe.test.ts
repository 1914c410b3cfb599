import { describe, expect, it } from 'vitest'
import { catalogue, overloaded, serverError, slowFirstToken } from '../../../faults/catalogue.ts'
import { anthropic, brownout, defineRecipe, openai, readPlan, writePlan, type Phase } from '../../../src/index.ts'

const about = {
  name: 'tuesday',
  summary: 'a day',
  story: 'It was a day.',
  sources: [],
  sourced: [],
  assumed: [],
  invented: ['all of it'],
  breaks: [],
}

const calm: Phase = { from: 0, to: '1h', what: 'all is well', injections: [] }

function recipeOf(...phases: Phase[]) {
  return defineRecipe({ ...about, phases })
}

const day = recipeOf(
  { from: 0, to: '10m', what: 'rises', injections: [serverError().ramp(0, 0.5, '10m')] },
  {
    from: '10m',
    to: '1h',
    what: 'stays',
    injections: [serverError().chance(0.5), slowFirstToken({ by: '30s' }).wave({ on: '4m', off: '6m' }).for('openai')],
  },
)

const triggersOf = (options?: Parameters<typeof day>[0]) => day(options).injections.map(({ trigger }) => trigger)

describe('a recipe', () => {
  it('puts each injection in force in its phase', () => {
    expect(triggersOf()).toEqual([
      { between: { from: 0, to: 600_000 }, ramp: { from: 0, to: 0.5, over: 600_000 } },
      { between: { from: 600_000, to: 3_600_000 }, chance: { rate: 0.5 } },
      { between: { from: 600_000, to: 3_600_000 }, wave: { on: 240_000, off: 360_000 }, for: [{ any: 'openai' }] },
    ])
    expect(day().length).toBe(3_600_000)
    expect(day().phases.map(({ what }) => what)).toEqual(['rises', 'stays'])
  })

  it('goes by faster, and leaves what a call waits as it is', () => {
    expect(triggersOf({ speed: 60 })).toEqual([
      { between: { from: 0, to: 10_000 }, ramp: { from: 0, to: 0.5, over: 10_000 } },
      { between: { from: 10_000, to: 60_000 }, chance: { rate: 0.5 } },
      { between: { from: 10_000, to: 60_000 }, wave: { on: 4_000, off: 6_000 }, for: [{ any: 'openai' }] },
    ])
    expect(day({ speed: 60 }).injections[2]!.parameters).toEqual({ by: 30_000 })
  })

  it('fires more or fewer calls, and at most all', () => {
    const rates = (intensity: number) => triggersOf({ intensity }).map(({ chance, ramp }) => chance?.rate ?? ramp?.to)
    expect(rates(0.5)).toEqual([0.25, 0.25, 0.5])
    expect(rates(4)).toEqual([1, 1, undefined])
    expect(rates(0)).toEqual([])
  })

  it('is played in part, with ramps and waves as they are by then', () => {
    expect(day({ from: '5m', to: '20m' }).length).toBe(900_000)
    expect(triggersOf({ from: '5m', to: '20m' })).toEqual([
      { between: { from: -300_000, to: 300_000 }, ramp: { from: 0, to: 0.5, over: 600_000 } },
      { between: { from: 300_000, to: 900_000 }, chance: { rate: 0.5 } },
      { between: { from: 300_000, to: 900_000 }, wave: { on: 240_000, off: 360_000 }, for: [{ any: 'openai' }] },
    ])
    expect(triggersOf({ from: '30m' })).toHaveLength(2)
  })

  it('survives as a plan, also in part', () => {
    const { injections } = day({ from: '5m', speed: 2 })
    const plan = writePlan(injections)
    expect(writePlan(readPlan(JSON.parse(JSON.stringify(plan)), catalogue))).toEqual(plan)
  })

  it.for<[string, () => unknown, string]>([
    ['speed', () => day({ speed: 0 }), 'Cannot play "tuesday" with speed 0: expected a number from 0.001 to 1,000,000.'],
    ['intensity', () => day({ intensity: -1 }), 'Cannot play "tuesday" with intensity -1: expected a number of at least 0.'],
    ['part', () => day({ from: '2h' }), 'Cannot play "tuesday" from 2h to 1h: it lasts 1h.'],
    ['name of an option', () => day({ sped: 2 } as object), 'Cannot play "tuesday": a recipe has no "sped". Did you mean "speed"?'],
    [
      'phase',
      () => recipeOf({ from: '2m', to: '1m', what: 'nothing', injections: [] }),
      'Cannot define the recipe "tuesday": its phase "nothing" goes from 2m to 1m, and ends before it begins.',
    ],
    ['number of phases', () => recipeOf(), 'Cannot define the recipe "tuesday": it has no phases.'],
    ['missing phases', () => defineRecipe(about as unknown as Parameters<typeof defineRecipe>[0]), 'it has no phases.'],
    [
      'missing list',
      () => defineRecipe({ ...about, invented: undefined as never, phases: [calm] }),
      'Cannot define the recipe "tuesday": "invented" is missing. Expected a list of texts, [] if there are none.',
    ],
    [
      'source, a domain',
      () => defineRecipe({ ...about, sources: ['https://openai.com/'], phases: [calm] }),
      'its source "https://openai.com/" is not a page. Expected a URL with a path',
    ],
    ['source, words', () => defineRecipe({ ...about, sources: ['a diary'], phases: [calm] }), 'its source "a diary" is not a page'],
    [
      'source, none at all',
      () => defineRecipe({ ...about, sourced: ['the hour'], phases: [calm] }),
      '"the hour" is sourced, but "sources" is empty. Add the page, or move it to "assumed" or "invented".',
    ],
    [
      'uncalled factory',
      () => recipeOf({ from: 0, to: 1, what: 'w', injections: [overloaded as unknown as ReturnType<typeof overloaded>] }),
      'its phase "w" has a function as an injection. Expected one such as overloaded().',
    ],
    [
      'time',
      () => recipeOf({ from: 0, to: '1m', what: 'rises', injections: [overloaded().between(0, 10)] }),
      'Cannot define the recipe "tuesday": overloaded in its phase "rises" has a .between. The phase sets the time.',
    ],
  ])('refuses a wrong %s', ([, act, message]) => {
    expect(act).toThrow(message)
  })
})

describe('chaos.play', () => {
  const chaos = brownout({ providers: [openai(), anthropic()] })

  it('puts the injections of several days in force', () => {
    chaos.play(day(), day({ from: '30m' }))
    expect(chaos.injections).toHaveLength(5)
  })

  it('names the expected value', () => {
    expect(() => chaos.play(day as never)).toThrow(
      "expected a recipe's day, such as anthropicOverloadWave(). It is a function: call it, as in anthropicOverloadWave().",
    )
    expect(() => chaos.play({} as never)).toThrow("Cannot play {}: expected a recipe's day")
    expect(() => chaos.play({ injections: [1] } as never)).toThrow('Cannot inject 1: expected an injection')
  })
})
