import { FaultBugError } from '../base/errors.ts'
import { valueInWords } from '../base/value-in-words.ts'
import type { Beat } from '../model/beat.ts'
import type { Call } from '../model/call.ts'
import { needsGeneration, type FaultContext, type FaultDefinition, type Stage } from '../model/fault.ts'
import type { ChunkItem, FrameItem } from '../model/frame.ts'
import { problemKinds, type Problem } from '../model/problem.ts'
import type { Reply } from '../model/reply.ts'
import type { Idleness } from './idleness.ts'
import { watchedStage, type WatchedFunction } from './watched-stage.ts'

const kinds: ReadonlySet<string> = new Set(problemKinds)

/** An injection that acts on one call. */
export interface ActiveInjection {
  readonly fault: FaultDefinition
  readonly context: FaultContext
  /** Records that the fault has changed something. */
  fires(): void
  /** Records why it does not fire on this call. The first reason counts. */
  missed(why: Idleness): void
}

const unchanged: Idleness = { type: 'unchanged' }

/** The injections that act on one call, in the order in which they were injected. */
export type ActiveInjections = readonly ActiveInjection[]

/** Returns the first problem with which a fault rejects the call. Later faults do not act. */
export function admit(call: Call, active: ActiveInjections): Problem | undefined {
  for (const each of active) {
    const { fault, context } = each
    if (fault.admit === undefined) continue
    const problem = guarded(fault, 'admit', () => fault.admit!(call, context))
    if (problem === undefined) {
      each.missed(unchanged)
      continue
    }
    check(fault, 'admit', kinds.has(problem.kind), problem, `a problem of one of the kinds ${problemKinds.join(', ')}, or undefined`)
    each.fires()
    refused(active, fault.name)
    return problem
  }
  return undefined
}

/**
 * Records that a call was rejected before injections could act on it.
 * @param by the fault that rejected it; the provider did if `undefined`
 */
export function refused(active: ActiveInjections, by?: string): void {
  for (const each of active) each.missed({ type: 'refused', by })
}

/** Records that a call is answered without a model, so that faults in the model cannot act. */
export function answeredWithoutModel({ endpoint }: Call, active: ActiveInjections): void {
  for (const each of active)
    if (each.fault.perceive !== undefined || each.fault.answer !== undefined) each.missed({ type: 'no-model', endpoint })
}

/** Returns the call as the model reads it. */
export function perceive(call: Call, active: ActiveInjections): Call {
  let perceived = call
  for (const each of active) {
    const { fault, context } = each
    if (fault.perceive === undefined) continue
    const before = perceived
    perceived = guarded(fault, 'perceive', () => fault.perceive!(before, context))
    check(fault, 'perceive', Array.isArray(perceived?.messages), perceived, 'a call')
    if (perceived === before) each.missed(unchanged)
    else each.fires()
  }
  return perceived
}

/** Returns the reply of the model. Faults that need a generated answer ignore other replies, such as vectors. */
export function answer(reply: Reply, active: ActiveInjections): Reply {
  let given = reply
  for (const each of active) {
    const { fault, context } = each
    if (fault.answer === undefined) continue
    if (context.call.operation !== undefined && needsGeneration(fault)) {
      each.missed({ type: 'no-model', endpoint: context.call.endpoint })
      continue
    }
    const before = given
    given = guarded(fault, 'answer', () => fault.answer!(before, context))
    check(fault, 'answer', Array.isArray(given?.parts), given, 'a reply')
    if (given === before) each.missed(unchanged)
    else each.fires()
  }
  return given
}

/** The items that pass through the stages between reply and client. */
interface Streamed {
  readonly deliver: Beat
  readonly frame: FrameItem
  readonly transport: ChunkItem
}

/** Applies the `deliver` stage to the beats of a reply. */
export function deliver(beats: Iterable<Beat>, active: ActiveInjections): Iterable<Beat> {
  return streamed('deliver', beats, active)
}

/** Applies the `frame` stage to the frames of a reply. */
export function frame(frames: Iterable<FrameItem>, active: ActiveInjections): Iterable<FrameItem> {
  return streamed('frame', frames, active)
}

/** Applies the `transport` stage to the chunks that the client reads. */
export function transport(chunks: Iterable<ChunkItem>, active: ActiveInjections): Iterable<ChunkItem> {
  return streamed('transport', chunks, active)
}

/** The function of a fault at one of these stages. */
type Act<Name extends keyof Streamed> = (items: Iterable<Streamed[Name]>, context: FaultContext) => Iterable<Streamed[Name]>

function streamed<Name extends keyof Streamed>(
  name: Name,
  items: Iterable<Streamed[Name]>,
  active: ActiveInjections,
): Iterable<Streamed[Name]> {
  let current = items
  for (const each of active) if (each.fault[name] !== undefined) current = watchedStage(current, new StageOfInjection(name, each))
  return current
}

class StageOfInjection<Name extends keyof Streamed> implements WatchedFunction<Streamed[Name]> {
  readonly name: Name
  readonly #injection: ActiveInjection

  constructor(name: Name, injection: ActiveInjection) {
    this.name = name
    this.#injection = injection
  }

  get fault(): string {
    return this.#injection.fault.name
  }

  run(items: Iterable<Streamed[Name]>): Iterable<Streamed[Name]> {
    const { fault, context } = this.#injection
    // The compiler cannot infer that a fault's function at a stage takes the items of that stage.
    return (fault[this.name] as Act<Name>)(items, context)
  }

  fires(): void {
    this.#injection.fires()
  }

  unchanged(): void {
    this.#injection.missed(unchanged)
  }
}

/** Returns whether any of the injections acts at a stage. */
export function actsAt(stage: Stage, active: ActiveInjections): boolean {
  return active.some(({ fault }) => fault[stage] !== undefined)
}

/** @throws FaultBugError if a stage returned an invalid value */
function check({ name }: FaultDefinition, stage: Stage, isRight: boolean, returned: unknown, expected: string): void {
  if (isRight) return
  throw new FaultBugError(name, stage, new TypeError(`it returned ${valueInWords(returned)}, expected ${expected}`))
}

function guarded<Value>(fault: FaultDefinition, stage: Stage, act: () => Value): Value {
  try {
    return act()
  } catch (error) {
    throw new FaultBugError(fault.name, stage, error)
  }
}
