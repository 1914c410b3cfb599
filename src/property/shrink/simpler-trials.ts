import type { FaultDefinition } from '../../engine/model/fault.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import { findFault } from '../../engine/plan/plan.ts'
import { hasCrash, type Script } from '../../engine/plan/script.ts'
import { scriptOf, type Trial } from '../trial/trial.ts'
import { simplerParameters } from './simpler-parameters.ts'
import { simplerTriggers } from './simpler-triggers.ts'

/** What the faults of a trial can be replaced by. */
export interface Replacements {
  /** The faults that can take the place of another, the simplest first. */
  readonly faults: readonly FaultDefinition[]
  /** Whether an injection was given as it is. It is already as simple as it was meant to be. */
  isGiven(injection: InjectionData): boolean
}

/** The most kinds of faults that one is tried to be replaced by. */
const mostKinds = 16

/** The trials that are one step simpler, the simplest first. */
export function* simplerTrials(trial: Trial, { faults, isGiven }: Replacements): Generator<Trial> {
  yield* hasCrash(scriptOf(trial)) ? withFewerCrashes(trial) : withFewerRuns(trial)
  yield* withFewerInjections(trial)
  const { injections } = trial
  const replacing = (index: number, injection: InjectionData): Trial => ({ ...trial, injections: injections.with(index, injection) })
  const changeable = [...injections.entries()].filter(([, injection]) => !isGiven(injection))
  for (const [index, injection] of changeable) {
    for (const trigger of simplerTriggers(injection.trigger)) yield replacing(index, { ...injection, trigger })
    for (const parameters of simplerParameters(findFault(injection.fault, faults), injection.parameters))
      yield replacing(index, { ...injection, parameters })
  }
  for (const [index, { fault, trigger }] of changeable)
    for (const { name } of simplerKinds(fault, faults)) yield replacing(index, { fault: name, parameters: {}, trigger })
}

/** Without one of several crashes, the last first. What is left of them when one remains is about that crash. */
function* withFewerCrashes(trial: Trial): Generator<Trial> {
  const script = scriptOf(trial)
  const crashes = script.flatMap(({ crashAt }, place) => (crashAt === undefined ? [] : [place]))
  if (crashes.length < 2) return
  for (const place of crashes.toReversed()) yield { ...trial, script: startingAtOnce(script.toSpliced(place, 1)) }
}

function startingAtOnce([first, ...others]: Script): Script {
  return [{ ...first!, after: 0 }, ...others]
}

/** The first run alone, which needs no injection to say that it is active there; then one run less, and less in one run. */
function* withFewerRuns(trial: Trial): Generator<Trial> {
  const script = scriptOf(trial)
  if (script.length > 1) {
    const [first] = script
    yield { ...trial, script: [first!], injections: trial.injections.flatMap(inFirstRunOnly) }
    if (script.length > 2) yield { ...trial, script: script.slice(0, -1) }
    yield { ...trial, script: withoutFirst(script), injections: trial.injections.flatMap(oneRunEarlier) }
  } else if (trial.injections.some(({ trigger }) => trigger.inRun !== undefined)) {
    yield { ...trial, injections: trial.injections.flatMap(inFirstRunOnly) }
  }
  for (const [place, run] of script.entries()) {
    const { abortAfter, ...unaborted } = run
    if (abortAfter !== undefined) yield { ...trial, script: script.with(place, unaborted) }
    if (run.copies > 1) yield { ...trial, script: script.with(place, { ...run, copies: 1 }) }
  }
}

/** The second run becomes the first, which nothing goes before. */
function withoutFirst([, second, ...others]: Script): Script {
  return [{ ...second!, after: 0 }, ...others]
}

function oneRunEarlier(injection: InjectionData): InjectionData[] {
  const { inRun, ...trigger } = injection.trigger
  if (inRun === undefined) return [injection]
  const earlier = inRun.flatMap((run) => (run === 1 ? [] : [run - 1]))
  return earlier.length === 0 ? [] : [{ ...injection, trigger: { ...trigger, inRun: earlier } }]
}

function inFirstRunOnly(injection: InjectionData): InjectionData[] {
  const { inRun, ...trigger } = injection.trigger
  return inRun === undefined || inRun.includes(1) ? [{ ...injection, trigger }] : []
}

function* withFewerInjections(trial: Trial): Generator<Trial> {
  const { injections, variation } = trial
  // Single faults first: most bugs need no more, and a plan of three need not be taken apart one by one.
  if (injections.length > 2) for (const injection of injections) yield { ...trial, injections: [injection] }
  for (const index of injections.keys()) yield { ...trial, injections: injections.toSpliced(index, 1) }
  if (variation !== 0) yield { ...trial, variation: 0 }
}

/** The faults that come before one, and need no parameters. */
function simplerKinds(fault: string, faults: readonly FaultDefinition[]): FaultDefinition[] {
  const place = faults.findIndex(({ name }) => name === fault)
  return faults.slice(0, Math.max(0, Math.min(place, mostKinds))).filter(({ parameters }) => parameters.safeParse({}).success)
}
