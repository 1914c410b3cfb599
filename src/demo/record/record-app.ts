import type { Provider } from '../../engine/model/provider.ts'
import type { RecipeFactory } from '../../engine/plan/recipe.ts'
import type { Evidence } from '../../property/verdict/evidence.ts'
import type { CustomerData, TakeData } from '../data/demo-data.ts'
import { spread } from '../day.ts'
import { asked, model } from '../questions.ts'
import { limit, performing, type Performer } from '../rehearsal.ts'
import { Stage } from '../stage.ts'
import type { Switches } from './switches.ts'
import { readIn, takeData } from './take.ts'

/** A day to run for an app. */
export interface PlannedDay {
  readonly recipe: RecipeFactory
  readonly seeds: readonly string[]
}

/** An app on a stage: the texts that its customers read without a fault, and the providers that it calls. */
export interface Cast {
  readonly stage: Stage
  readonly performer: Performer
  readonly usual: readonly string[]
  /** The names of the providers that it calls, its primary first. */
  readonly calls: readonly string[]
}

/** Opens a stage for an app, and runs every question without a fault. */
export async function castOf(create: () => Performer | Promise<Performer>, providers: readonly Provider[]): Promise<Cast> {
  const stage = new Stage({ seed: 'usual', providers, answers: model, limit })
  try {
    const performer = await create()
    const usual: Evidence[] = []
    for (const question of asked) usual.push(await stage.play(undefined, () => performing(performer, question)))
    const called = new Set(usual.flatMap(({ journal }) => journal.calls.map(({ provider }) => provider)))
    return { stage, performer, usual: usual.map(readIn), calls: [...called] }
  } catch (error) {
    stage.close()
    throw error
  }
}

/** Runs a day for an app under one seed: each customer with every switch on, and with each set of switches off that makes a difference. */
export async function recordCustomers(
  { stage, performer, usual }: Cast,
  among: readonly string[],
  { recipe, seed, switches }: { readonly recipe: RecipeFactory; readonly seed: string; readonly switches: Switches },
): Promise<CustomerData[]> {
  const customers: CustomerData[] = []
  for (const [index, at] of spread(asked.length, recipe().length).entries()) {
    const places = switches.at(at)
    const takes = await takesOf(async (off) => {
      const without = (place: number): boolean => off.includes(places[place]!)
      const evidence = await stage.play({ recipe, at, seed, among, without }, () => performing(performer, asked[index]!))
      return takeData(evidence, usual[index]!, { off, fired: firedIn(evidence, switches) })
    })
    customers.push({ usual: usual[index]!, takes })
  }
  return customers
}

/** All distinct takes. Switching off a fault that did not fire changes nothing, so only fired ones are switched off. */
async function takesOf(play: (off: readonly number[]) => Promise<TakeData>): Promise<TakeData[]> {
  const takes = new Map<string, TakeData>()
  const waiting: (readonly number[])[] = [[]]
  for (let off = waiting.shift(); off !== undefined; off = waiting.shift()) {
    if (takes.has(off.join())) continue
    const take = await play(off)
    takes.set(off.join(), take)
    for (const fired of take.fired) if (!off.includes(fired)) waiting.push([...off, fired].toSorted((a, b) => a - b))
  }
  return [...takes.values()]
}

function firedIn({ journal }: Evidence, switches: Switches): number[] {
  const fired = new Set(journal.calls.flatMap((call) => call.fired.map(({ fault }) => fault)))
  return switches.all.flatMap(({ fault }, place) => (fired.has(fault) ? [place] : []))
}
