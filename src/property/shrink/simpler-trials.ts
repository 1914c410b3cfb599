import type { FaultDefinition } from '../../engine/model/fault.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import { findFault } from '../../engine/plan/plan.ts'
import { hasCrash, type Script } from '../../engine/plan/script.ts'
import { scriptOf, type Trial } from '../trial/trial.ts'
import { simplerParameters } from './simpler-parameters.ts'
import { simplerTriggers } from './simpler-triggers.ts'

/** The replacements for the faults of a trial. */
export interface Replacements {
  /** The faults that can replace another one, the simplest first. */
  readonly faults: readonly FaultDefinition[]
  /** Whether the user passed in this injected fault. It is not simplified. */
  isGiven(injection: InjectionData): boolean
}

/** The most kinds of faults to try as replacements for one. */
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

/** Without one of several crashes, the last first, so that a single remaining crash is the cause. */
function* withFewerCrashes(trial: Trial): Generator<Trial> {
  const script = scriptOf(trial)
  const crashes = script.flatMap(({ crashAt }, place) => (crashAt === undefined ? [] : [place]))
  if (crashes.length < 2) return
  for (const place of crashes.toReversed()) yield { ...trial, script: startingAtOnce(script.toSpliced(place, 1)) }
}

function startingAtOnce([first, ...others]: Script): Script {
  return [{ ...first!, after: 0 }, ...others]
}

/** Only the first run, which needs no restriction of its faults to it. Then one run less, and less in one run. */
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

/** The second run becomes the first, without a wait before it. */
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
  // Single faults first: most bugs need only one, and a plan of three need not be reduced step by step.
  if (injections.length > 2) for (const injection of injections) yield { ...trial, injections: [injection] }
  for (const index of injections.keys()) yield { ...trial, injections: injections.toSpliced(index, 1) }
  if (variation !== 0) yield { ...trial, variation: 0 }
}

/** The faults before this one that need no parameters. */
function simplerKinds(fault: string, faults: readonly FaultDefinition[]): FaultDefinition[] {
  const place = faults.findIndex(({ name }) => name === fault)
  return faults.slice(0, Math.max(0, Math.min(place, mostKinds))).filter(({ parameters }) => parameters.safeParse({}).success)
}
