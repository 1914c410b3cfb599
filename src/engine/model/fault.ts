import type { z } from 'zod'
import type { Beat } from './beat.ts'
import type { Call } from './call.ts'
import { generationNeeds, toolServerNeeds, type FaultTraits } from './fault-traits.ts'
import type { ChunkItem, FrameItem } from './frame.ts'
import type { Problem } from './problem.ts'
import type { Random } from '../base/random.ts'
import type { Reply } from './reply.ts'

/** The stages of a request at which a fault can act, in order. */
export const stages = ['admit', 'perceive', 'answer', 'deliver', 'frame', 'transport'] as const
export type Stage = (typeof stages)[number]

/** The context of a fault on one call. */
export interface FaultContext<Parameters = unknown, State = unknown> {
  readonly call: Call
  readonly parameters: Parameters
  /** Random draws for this injection and call: the same for the same seed, independent of other draws. */
  readonly random: Random
  /** The memory of this injection in the run, such as a rate limit's bucket. */
  readonly state: State
  /** Milliseconds on the clock. */
  now(): number
  /** How many calls to this call's provider are in flight, including this one. */
  inFlight(): number
  /** Random draws for a shared purpose, the same for the complete run: for faults that always fire on some, and never on others. */
  drawnFor(purpose: string): Random
  /** Adds a line to the journal, next to the fired fault. */
  note(text: string): void
  /** Sets the remaining rate limits in the headers of this call's response. */
  showLimits(limits: NonNullable<Problem['limits']>): void
}

/** A kind of misbehavior: its name, its parameters, and its functions for one or more stages. It does not depend on a provider. */
export interface Fault<Schema extends z.ZodObject = z.ZodObject, State = unknown> extends FaultTraits {
  /** In kebab-case, as in plans and on the command line. */
  readonly name: string
  /** One line that describes the effect. */
  readonly summary: string
  /** The sources that report it: documentation pages, incidents, repo#issue. */
  readonly sources: readonly string[]
  /** The properties that it often violates. */
  readonly breaks: readonly string[]
  /** Whether the request never reaches the provider, so that a tool server runs no tool. */
  readonly isUnreached?: true
  readonly parameters: Schema
  /** Creates the memory of an injection, again for each run. */
  readonly state?: (parameters: z.output<Schema>) => State
  readonly admit?: (call: Call, context: FaultContext<z.output<Schema>, State>) => Problem | undefined
  readonly perceive?: (call: Call, context: FaultContext<z.output<Schema>, State>) => Call
  readonly answer?: (reply: Reply, context: FaultContext<z.output<Schema>, State>) => Reply
  readonly deliver?: (beats: Iterable<Beat>, context: FaultContext<z.output<Schema>, State>) => Iterable<Beat>
  readonly frame?: (items: Iterable<FrameItem>, context: FaultContext<z.output<Schema>, State>) => Iterable<FrameItem>
  readonly transport?: (items: Iterable<ChunkItem>, context: FaultContext<z.output<Schema>, State>) => Iterable<ChunkItem>
}

/** Any fault, its parameters and state unknown. */
// oxlint-disable-next-line typescript/no-explicit-any -- each fault takes its own parameters, and a list of faults cannot specify which
export type FaultDefinition = Omit<Fault<any, any>, 'parameters'> & { readonly parameters: z.ZodObject }

/** A fault that a plan or an incident file can name: its definition, or the factory that `defineFault` returns. */
export type KnownFault = FaultDefinition | { readonly fault: FaultDefinition }

/** Returns whether a fault acts only on generated answers. Its answer stage never gets vectors, moderation results and the like. */
export function needsGeneration(fault: Pick<FaultDefinition, 'needs'>): boolean {
  return fault.needs.some((need) => need in generationNeeds)
}

/** Returns whether a fault acts only on tool servers. Wrong model answers do not apply to a tool. */
export function needsToolServer(fault: Pick<FaultDefinition, 'needs'>): boolean {
  return fault.needs.some((need) => need in toolServerNeeds)
}
