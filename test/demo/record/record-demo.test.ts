import { describe, expect, it } from 'vitest'
import { createAssistant as createHardened } from '../../../examples/hardened/assistant.ts'
import { createAssistant as createNaive } from '../../../examples/naive/assistant.ts'
import { gpt4MarchToJune, oneBadHour, openaiTwoWaves, recipes } from '../../../recipes/catalogue.ts'
import { takeWithout } from '../../../src/demo/data/takes.ts'
import { spread } from '../../../src/demo/day.ts'
import { asked } from '../../../src/demo/questions.ts'
import { plainWords } from '../../../src/demo/record/plain-words.ts'
import { castOf, recordCustomers } from '../../../src/demo/record/record-app.ts'
import { recordDemo } from '../../../src/demo/record/record-demo.ts'
import { Switches } from '../../../src/demo/record/switches.ts'
import { performing, providersOfDemo, type Performer } from '../../../src/demo/rehearsal.ts'
import type { RecipeFactory } from '../../../src/engine/plan/recipe.ts'

const among = ['openai', 'anthropic']

function record(recipe: RecipeFactory, left: () => Performer = createNaive) {
  const app = { short: 'App', note: '', providers: providersOfDemo(), calls: among }
  return recordDemo({
    brownout: '0.0.0',
    apps: [
      { ...app, name: 'Naive app', create: left },
      { ...app, name: 'Hardened app', create: createHardened },
    ],
    days: [{ recipe, seeds: ['tuesday'] }],
    others: [],
    start: { recipe: recipe.recipe.name, seed: 'tuesday', customer: 1, off: [] },
    options: '',
  })
}

/** All sets of some switches. */
function subsets(places: readonly number[]): number[][] {
  return places.reduce<number[][]>((sets, place) => sets.flatMap((set) => [set, [...set, place]]), [[]])
}

describe('a recorded day', () => {
  it('has what each customer makes of each app', async () => {
    const { days } = await record(oneBadHour)
    const kinds = days[0]!.seeds[0]!.apps.map((app) => app.map(({ takes }) => takes[0]!.experience.kind))
    expect(kinds).toEqual([
      ['answered', 'half', 'half', 'late', 'late', 'answered', 'less', 'answered'],
      ['answered', 'answered', 'answered', 'answered', 'answered', 'answered', 'answered', 'answered'],
    ])
  })

  it('is the same for the same seed', async () => {
    expect(JSON.stringify(await record(oneBadHour))).toBe(JSON.stringify(await record(oneBadHour)))
  })

  it('has a wrong answer next to the true one', async () => {
    const { days } = await record(gpt4MarchToJune)
    const wrong = days[0]!.seeds[0]!.apps[0].find(({ takes }) => takes[0]!.experience.kind === 'wrong')!
    expect(wrong.takes[0]!.read).not.toBe(wrong.usual)
    expect(wrong.takes[0]!.broken.length).toBeGreaterThan(0)
  })

  it.for([createNaive, createHardened])('finds for every set of switches that are off what really happens then', async (create) => {
    const switches = new Switches(oneBadHour, [among])
    const cast = await castOf(create, providersOfDemo())
    try {
      const customers = await recordCustomers(cast, among, { recipe: oneBadHour, seed: 'tuesday', switches })
      const times = spread(asked.length, oneBadHour().length)
      for (const index of [2, 4, 6]) {
        const at = times[index]!
        const inForce = switches.phases.filter(({ from, to }) => at >= from && at < to).flatMap((phase) => phase.switches)
        for (const off of subsets(inForce)) {
          const places = switches.at(at)
          const without = (place: number): boolean => off.includes(places[place]!)
          const setting = { recipe: oneBadHour, at, seed: 'tuesday', among, without }
          const { journal, outcome } = await cast.stage.play(setting, () => performing(cast.performer, asked[index]!))
          const { story } = takeWithout(customers[index]!, new Set(off))
          expect([story.endedAt, story.calls.map(({ startedAt, ending }) => [startedAt, ending])]).toEqual([
            outcome.settledAt,
            journal.calls.map(({ startedAt, ending }) => [startedAt, ending]),
          ])
        }
      }
    } finally {
      cast.stage.close()
    }
  })

  it('explains to an app that calls no provider what is expected', async () => {
    const app = { short: 'Mute', note: '', providers: providersOfDemo(), create: () => ({ ask: async () => 'Hello.' }) }
    const hardened = { ...app, name: 'Hardened app', create: createHardened, calls: among }
    await expect(
      recordDemo({
        brownout: '0.0.0',
        apps: [{ ...app, name: 'Your app' }, hardened],
        days: [{ recipe: oneBadHour, seeds: ['tuesday'] }],
        others: [],
        start: { recipe: 'one-bad-hour', seed: 'tuesday', customer: 1, off: [] },
        options: '',
      }),
    ).rejects.toThrow('Your app calls no provider that brownout emulates.')
  })
})

describe('the switches of a recipe', () => {
  it('are one for each fault at each provider', () => {
    const { all, phases } = new Switches(oneBadHour, [among])
    expect(all.map(({ id, words }) => `${id}: ${words}`)).toEqual([
      'truncated-stream: OpenAI stops midway',
      'slow-first-token: OpenAI answers 30\u{a0}s late',
      'server-error: OpenAI is down',
      'overloaded: Anthropic is overloaded',
      'mid-stream-error: Anthropic breaks off midway',
    ])
    expect(phases.map(({ switches }) => switches)).toEqual([[], [0], [1], [2, 3, 4], []])
  })

  it('share one switch if a fault is used again', () => {
    expect(new Switches(openaiTwoWaves, [among]).all.map(({ id }) => id)).toEqual(['server-error'])
  })

  it.for(recipes.map((recipe) => [recipe.recipe.name, recipe] as const))('have words and ids of their own in %s', ([, recipe]) => {
    const { all } = new Switches(recipe, [among])
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { parameters, fault } of recipe().injections) expect(plainWords(fault.name, parameters)).not.toBe(fault.name)
  })
})
