import type { z } from 'zod'
import type { Beat } from './beat.ts'
import type { Call } from './call.ts'
import { generationNeeds, toolServerNeeds, type FaultTraits } from './fault-traits.ts'
import type { ChunkItem, FrameItem } from './frame.ts'
import type { Problem } from './problem.ts'
import type { Random } from '../base/random.ts'
import type { Reply } from './reply.ts'

/** The places on a request's way where a fault can act, in order. */
export const stages = ['admit', 'perceive', 'answer', 'deliver', 'frame', 'transport'] as const
export type Stage = (typeof stages)[number]

/** What a fault knows when it acts on one call. */
export interface FaultContext<Parameters = unknown, State = unknown> {
  readonly call: Call
  readonly parameters: Parameters
  /** This injection's own draws for this call: the same for the same seed, whatever else happens. */
  readonly random: Random
  /** What this injection remembers through the run, such as a rate limit's bucket. */
  readonly state: State
  /** Milliseconds on the clock. */
  now(): number
  /** How many calls to this call's provider are being answered now, this one included. */
  inFlight(): number
  /** This injection's own draws for whatever shares a purpose, the same throughout the run: for what always fires some, and never others. */
  drawnFor(purpose: string): Random
  /** Writes a line into the journal, next to the fire. */
  note(text: string): void
  /** Says what a rate limit has left, for the headers of this call's reply. */
  showLimits(limits: NonNullable<Problem['limits']>): void
}

/** A kind of failure: its name, its parameters, and what it does at one or more stages. Knows no provider and no time of its own. */
export interface Fault<Schema extends z.ZodObject = z.ZodObject, State = unknown> extends FaultTraits {
  /** In kebab-case, as plans and the command line name it. */
  readonly name: string
  /** One line that says what happens. */
  readonly summary: string
  /** Where it was seen in the wild: documentation pages, incidents, repo#issue. */
  readonly sources: readonly string[]
  /** The properties that it tends to break. */
  readonly breaks: readonly string[]
  /** Whether the request never reaches the provider: a tool server runs no tool then. */
  readonly isUnreached?: true
  readonly parameters: Schema
  /** What an injection of it remembers, made again for each run. */
  readonly state?: (parameters: z.output<Schema>) => State
  readonly admit?: (call: Call, context: FaultContext<z.output<Schema>, State>) => Problem | undefined
  readonly perceive?: (call: Call, context: FaultContext<z.output<Schema>, State>) => Call
  readonly answer?: (reply: Reply, context: FaultContext<z.output<Schema>, State>) => Reply
  readonly deliver?: (beats: Iterable<Beat>, context: FaultContext<z.output<Schema>, State>) => Iterable<Beat>
  readonly frame?: (items: Iterable<FrameItem>, context: FaultContext<z.output<Schema>, State>) => Iterable<FrameItem>
  readonly transport?: (items: Iterable<ChunkItem>, context: FaultContext<z.output<Schema>, State>) => Iterable<ChunkItem>
}

/** Any fault, its parameters and state unknown. */
// oxlint-disable-next-line typescript/no-explicit-any -- each fault takes its own parameters, and a list of faults cannot say whose
export type FaultDefinition = Omit<Fault<any, any>, 'parameters'> & { readonly parameters: z.ZodObject }

/** A fault that a plan or an incident file can name: its definition, or the factory that `defineFault` returns. */
export type KnownFault = FaultDefinition | { readonly fault: FaultDefinition }

/** Whether a fault acts on generated answers alone. Its answer stage never sees vectors, moderation results and the like. */
export function needsGeneration(fault: Pick<FaultDefinition, 'needs'>): boolean {
  return fault.needs.some((need) => need in generationNeeds)
}

/** Whether a fault acts on tool servers alone. What models answer wrong is not wrong with a tool. */
export function needsToolServer(fault: Pick<FaultDefinition, 'needs'>): boolean {
  return fault.needs.some((need) => need in toolServerNeeds)
}
