import fc from 'fast-check'
import { catalogue } from '../../faults/catalogue.ts'
import { internalsOf, type Chaos } from '../brownout.ts'
import { milliseconds, type Duration } from '../engine/duration.ts'
import { BrownoutError } from '../engine/errors.ts'
import { digest } from '../engine/hash.ts'
import type { InjectionData } from '../engine/injection.ts'
import { readPlan, writePlan, type Plan } from '../engine/plan.ts'
import { activeSession, VirtualSession } from '../time/index.ts'
import { inconclusive, type Evidence, type Property, type Verdict } from './evidence.ts'
import { InconclusiveError, ResilienceError } from './failure.ts'
import { faultsOf, firstPlans, planArbitrary, type FaultChoices, type PlanSpace } from './plans.ts'
import { runTask, type Task } from './task.ts'

/** What `survives` is to try. */
export interface SurvivesOptions {
  readonly properties: readonly Property[]
  /** The faults that plans may hold; the chaos's own injections where it is left out. */
  readonly faults?: FaultChoices
  /** The most faults in one plan: 3 where it is left out. */
  readonly atMost?: number
  /** How many plans are tried: 200 where it is left out. */
  readonly runs?: number
  /** The longest that one task may take, on the clock: 1 hour where it is left out. */
  readonly limit?: Duration
  /** `real` lets waits take as long as they say. */
  readonly time?: 'virtual' | 'real'
}

/** What was found out. */
export interface SurvivalReport {
  readonly runs: number
  /** In how many runs each property held, and in how many nothing it speaks of came up. */
  readonly properties: Readonly<Record<string, { readonly held: number; readonly inconclusive: number }>>
  /** In how many runs each fault has really struck. */
  readonly struck: Readonly<Record<string, number>>
  /** Faults that were tried and have never struck. */
  readonly neverStruck: readonly string[]
}

/** When a task that is to be aborted midway is aborted, in ms; whatever it asks is silent by then. */
const abortAt = 1_000
const silence: InjectionData = { fault: 'stalled-stream', parameters: { afterDeltas: 1 }, trigger: {} }

interface Judged {
  readonly verdict: Verdict
  readonly evidence: Evidence
}

/** One search through plans: what is tried, and what has been found out so far. */
class Survival {
  readonly #chaos: Chaos
  readonly #task: Task
  readonly #options: SurvivesOptions
  readonly #session: VirtualSession | undefined
  readonly #limit: number
  readonly #held = new Map<string, number>()
  readonly #inconclusive = new Map<string, number>()
  readonly #struck = new Map<string, number>()
  readonly #tried = new Set<string>()
  readonly #known: ReturnType<typeof faultsOf>['choices']
  #broken: Property | undefined
  runs = 0

  constructor(chaos: Chaos, task: Task, options: SurvivesOptions, faults: FaultChoices, session: VirtualSession | undefined) {
    this.#chaos = chaos
    this.#task = task
    this.#options = options
    this.#session = session
    this.#limit = milliseconds(options.limit ?? '1h')
    this.#known = faults.choices
  }

  /** The property that a plan breaks first; once one is found, no other counts, so that shrinking stays with it. */
  async breaks(injections: readonly InjectionData[]): Promise<boolean> {
    this.runs++
    for (const { fault } of injections) this.#tried.add(fault)
    const judged = await this.#judge(injections)
    const properties = this.#broken === undefined ? this.#options.properties : [this.#broken]
    const found = properties.find((property) => judged.get(property)!.some(({ verdict }) => verdict.type === 'broken'))
    this.#broken ??= found
    return found !== undefined
  }

  /** The failure of a plan that breaks a property. */
  async failure(injections: readonly InjectionData[], effort: string): Promise<ResilienceError> {
    const property = this.#broken!
    const judged = await this.#judge(injections, property)
    const found = judged.get(property)!.find(({ verdict }) => verdict.type === 'broken')
    if (found === undefined) {
      throw new BrownoutError(`${property.id} was broken in one run and not in the next, by the same plan and seed: the app does something that brownout cannot repeat. Look for what it shares between tasks, and for randomness or time from elsewhere.`)
    }
    const plan: Plan = writePlan(this.#read(injections))
    const how = found.verdict.type === 'broken' ? found.verdict.how : ''
    return new ResilienceError(this.#chaos, property, plan, found.evidence, how, effort, replayLine(this.#chaos))
  }

  report(): SurvivalReport {
    const properties = this.#options.properties.map(({ id }) => [id, { held: this.#held.get(id) ?? 0, inconclusive: this.#inconclusive.get(id) ?? 0 }] as const)
    const neverStruck = [...this.#tried].filter((fault) => !this.#struck.has(fault))
    return { runs: this.runs, properties: Object.fromEntries(properties), struck: Object.fromEntries(this.#struck), neverStruck }
  }

  async #judge(injections: readonly InjectionData[], until?: Property): Promise<Map<Property, Judged[]>> {
    const { properties } = this.#options
    const normal = await this.#run(injections, undefined)
    const all = new Map<Property, Judged[]>(properties.map((property) => [property, [this.#verdict(property, normal, injections)]]))
    const isDone = until !== undefined && all.get(until)!.some(({ verdict }) => verdict.type === 'broken')
    const aborting = isDone ? [] : properties.filter((property) => property.judgesAborts === true)
    if (aborting.length > 0) {
      const aborted = await this.#run([...injections, silence], abortAt)
      for (const property of aborting) all.get(property)!.push(this.#verdict(property, aborted, [silence]))
    }
    if (until === undefined) this.#count(all)
    return all
  }

  async #run(injections: readonly InjectionData[], abortAfter: number | undefined): Promise<Evidence> {
    this.#chaos.reset()
    this.#chaos.inject(...this.#read(injections))
    const outcome = await runTask(this.#task, this.#session, this.#chaos.seed, abortAfter, this.#limit)
    const { journal } = this.#chaos
    const [bug] = journal.bugs
    if (bug !== undefined && outcome.settlement.type !== 'stuck') throw bug
    for (const fault of new Set(journal.calls.flatMap((call) => call.struck.map((strike) => strike.fault)))) this.#struck.set(fault, (this.#struck.get(fault) ?? 0) + 1)
    return { journal, outcome }
  }

  #verdict(property: Property, evidence: Evidence, injections: readonly InjectionData[]): Judged {
    const verdict = property.judge(evidence)
    const hasStruck = evidence.journal.calls.some((call) => call.struck.length > 0)
    if (verdict.type !== 'held' || hasStruck) return { verdict, evidence }
    return { verdict: inconclusive(injections.length === 0 ? 'nothing was injected' : 'nothing that was injected has struck'), evidence }
  }

  #count(all: ReadonlyMap<Property, readonly Judged[]>): void {
    for (const [{ id }, judged] of all) {
      const counts = judged.some(({ verdict }) => verdict.type === 'held') ? this.#held : this.#inconclusive
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  }

  #read(injections: readonly InjectionData[]): ReturnType<typeof readPlan> {
    const known = [...catalogue, ...this.#known.map(({ fault }) => fault).filter((fault) => !catalogue.includes(fault))]
    return readPlan({ version: 1, injections }, known)
  }
}

function replayLine(chaos: Chaos): string {
  return internalsOf(chaos).replayLine ?? `brownout({ seed: ${JSON.stringify(chaos.seed)}, ... }), then the same test again`
}

function check(options: SurvivesOptions): void {
  const { properties, runs = 200, atMost = 3 } = options
  if (!Array.isArray(properties) || properties.length === 0) throw new BrownoutError('survives() needs properties, such as { properties: [settlesWithin("60s")] }.')
  if (!Number.isInteger(runs) || runs < 1) throw new BrownoutError(`survives() cannot try ${runs} plans: expected a whole number of at least 1.`)
  if (!Number.isInteger(atMost) || atMost < 1) throw new BrownoutError(`survives() cannot hold ${atMost} faults in a plan: expected a whole number of at least 1.`)
  const wrong: unknown = properties.find((property: unknown) => typeof (property as Property | undefined)?.judge !== 'function')
  if (wrong !== undefined) throw new BrownoutError(`survives() got ${typeof wrong === 'function' ? 'a function' : JSON.stringify(wrong)} as a property: expected one such as settlesWithin("60s").`)
}

function sessionFor({ time = 'virtual' }: SurvivesOptions, seed: string): { session: VirtualSession | undefined; stop: () => void } {
  const active = activeSession()
  if (active !== undefined) return { session: active, stop: () => {} }
  if (time === 'real') return { session: undefined, stop: () => {} }
  const session = new VirtualSession({ seed })
  return { session, stop: () => session.stop() }
}

/**
 * Tries an app under many plans of faults, and says whether the properties held in all of them. The first plans are each fault
 * alone; a plan that breaks a property is shrunk to the fewest and simplest faults that do.
 * @throws ResilienceError where a property is broken; InconclusiveError where nothing was found out about one
 * @example
 * await survives(chaos, ({ observe, signal }) => ask('Where is my parcel?', { observe, signal }), {
 *   faults: anyFault(), atMost: 3, runs: 200,
 *   properties: [settlesWithin('60s'), retriesAtMost(5), noSilentTruncation()],
 * })
 */
export async function survives(chaos: Chaos, task: Task, options: SurvivesOptions): Promise<SurvivalReport> {
  check(options)
  const injected = chaos.injections
  if (options.faults === undefined && injected.length === 0) {
    throw new BrownoutError('survives() has no faults to try: inject some into the chaos, or give it { faults: anyFault() }.')
  }
  const faults = options.faults ?? faultsOf(...injected)
  const space: PlanSpace = { faults, atMost: options.atMost ?? 3, providers: chaos.providers.map((provider) => provider.name) }
  const { session, stop } = sessionFor(options, chaos.seed)
  const survival = new Survival(chaos, task, options, faults, session)
  try {
    await search(survival, space, options.runs ?? 200, chaos)
  } finally {
    stop()
    // What the last plan left behind says nothing about the test that goes on from here.
    chaos.reset()
  }
  const report = survival.report()
  refuseInconclusive(report)
  return report
}

async function search(survival: Survival, space: PlanSpace, runs: number, chaos: Chaos): Promise<void> {
  if (chaos.isReplaying) {
    const plan = chaos.injections.map((injection) => injection.toJSON())
    if (await survival.breaks(plan)) throw await survival.failure(plan, 'replayed from an incident')
    return
  }
  const plans = planArbitrary(space)
  const details = await fc.check(
    fc.asyncProperty(plans, async (plan) => !(await survival.breaks(plan))),
    { seed: Number.parseInt(digest(chaos.seed).slice(0, 8), 16) | 0, numRuns: runs, examples: firstPlans(space).slice(0, runs).map((plan) => [plan] as [InjectionData[]]) },
  )
  if (!details.failed) return
  // What the predicate itself threw is no verdict: a bug of a fault, or of brownout.
  if (details.errorInstance instanceof BrownoutError) throw details.errorInstance
  if (details.counterexample === null) throw new BrownoutError(`survives() found no plan that its own faults allow: ${String(details.errorInstance)}`, { cause: details.errorInstance })
  throw await survival.failure(details.counterexample[0], `run ${details.numRuns} of ${runs}, shrunk in ${details.numShrinks} ${details.numShrinks === 1 ? 'step' : 'steps'}`)
}

function refuseInconclusive({ properties, neverStruck, runs }: SurvivalReport): void {
  const open = Object.entries(properties).filter(([, { held }]) => held === 0)
  if (open.length === 0) return
  const idle = neverStruck.length === 0 ? '' : ` never struck: ${neverStruck.join(', ')}.`
  throw new InconclusiveError(`inconclusive: in ${runs} runs nothing was found out about ${open.map(([id]) => id).join(', ')}.${idle}`)
}
