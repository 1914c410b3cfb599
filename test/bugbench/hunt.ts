import { catalogue } from '../../faults/catalogue.ts'
import { anthropic, brownout, openai, readIncident, type BrownoutOptions, type Chaos } from '../../src/index.ts'
import { readPlan } from '../../src/engine/plan/plan.ts'
import { InconclusiveError, ResilienceError, survives, type Property, type Task } from '../../src/property/index.ts'
import type { BuggyApp, CorrectApp } from './app.ts'

/** How many plans an app is tried under. */
export const runs = 200

type Injections = ResilienceError['plan']['injections']

/** Tries an app that has a bug. `undefined` if it was not found. */
export function findBug({ name, task, property }: BuggyApp): Promise<ResilienceError | undefined> {
  return within({ seed: name }, (chaos) => hunt(chaos, task, [property]))
}

/** Tries an app that has none. `undefined` if none was found. */
export function findFalseAlarm({ name, task, properties }: CorrectApp): Promise<ResilienceError | undefined> {
  return within({ seed: name }, (chaos) => hunt(chaos, task, properties))
}

/** Whether an app breaks its property again when an incident is replayed. */
export async function breaksAgain({ task, property }: BuggyApp, incident: ResilienceError['incident']): Promise<boolean> {
  const failure = await within({ replay: readIncident(incident, catalogue) }, (chaos) => hunt(chaos, task, [property]))
  return failure?.property === property.id
}

/** Whether an app breaks its property under just these injections, all else being as it was in a failure. */
async function breaksUnder({ task, property }: BuggyApp, seed: string, injections: Injections): Promise<boolean> {
  const replay = readPlan({ version: 1, injections }, catalogue)
  return (await within({ seed, replay }, (chaos) => hunt(chaos, task, [property]))) !== undefined
}

/** Whether the injections of a failure break the property, and no other choice among them does. */
export async function isMinimal(app: BuggyApp, failure: Pick<ResilienceError, 'incident' | 'plan'>): Promise<boolean> {
  const {
    incident,
    plan: { injections },
  } = failure
  for (const fewer of properSubsets(injections)) if (await breaksUnder(app, incident.seed, fewer)) return false
  return breaksUnder(app, incident.seed, injections)
}

/** Every choice of some of the items, or none, but not all. */
export function properSubsets<Item>(items: readonly Item[]): Item[][] {
  const all = items.reduce<Item[][]>((subsets, item) => subsets.flatMap((subset) => [subset, [...subset, item]]), [[]])
  return all.filter((subset) => subset.length < items.length)
}

/** Each app has a seed of its own, so that what is found does not depend on what was tried before. */
async function within<Value>(options: Omit<BrownoutOptions, 'providers'>, use: (chaos: Chaos) => Promise<Value>): Promise<Value> {
  const chaos = brownout({ ...options, providers: [openai(), anthropic()] })
  const close = chaos.intercept()
  try {
    return await use(chaos)
  } finally {
    close()
  }
}

/** Tries a task under the default search. `undefined` if it survives, or the search was inconclusive. */
async function hunt(chaos: Chaos, task: Task, properties: readonly Property[]): Promise<ResilienceError | undefined> {
  try {
    await survives(chaos, task, { properties, runs, baseline: false })
    return undefined
  } catch (error) {
    if (error instanceof ResilienceError) return error
    if (error instanceof InconclusiveError) return undefined
    throw error
  }
}
