import type { z } from 'zod'
import type { Call } from '../../model/call.ts'

/** One call, with the facts that triggers use. */
export interface Occasion {
  readonly call: Call
  /** When the trigger starts, in ms on the clock. Waves and ramps start from here. */
  readonly since: number
  /** The number of this call, from 1, among those that the previous triggers matched. Called only for such calls. */
  ordinal(): number
}

/** The parts that a trigger adds to a phrase about calls: `20% of` + `the first 2 calls` + `to openai` + `in waves: 10s on, 5s off`. */
export interface Phrase {
  readonly share?: string
  readonly calls?: string
  readonly to?: string
  readonly detail?: string
}

/** The texts of a command line, by key. */
export type TypedTexts = Readonly<Record<string, readonly string[]>>

/** The command line form of a trigger. */
export interface TypedTrigger<Value> {
  readonly keys: readonly string[]
  /** An example, such as `ramp=0..0.5/10m`. */
  readonly example: string
  write(value: Value): readonly (readonly [key: string, text: string])[]
  /** Parses the texts. The schema checks the value. */
  read(texts: TypedTexts): unknown
}

/** Everything that defines one kind of trigger. */
export interface TriggerKind<Value> {
  /** The schema for plans and incident files. */
  readonly schema: z.ZodType<Value>
  readonly typed: TypedTrigger<Value>
  /** Whether a file can contain the value, so that any process can read it. Default: always */
  isPortable?(value: Value): boolean
  /** The probability that a call passes: 0 never, 1 always. */
  probability(value: Value, occasion: Occasion): number
  /** @param runs how many runs the script has, if known */
  inWords(value: Value, runs?: number): Phrase
}

/** Makes a trigger with one key and one text on the command line: `first=2`. */
export function typedAs<Value>(example: string, write: (value: Value) => string, read: (text: string) => unknown): TypedTrigger<Value> {
  const key = example.slice(0, example.indexOf('='))
  return { keys: [key], example, write: (value) => [[key, write(value)]], read: (texts) => read(texts[key]![0]!) }
}

/** Parses a text as a number if possible; otherwise returns the text. */
export function numberOrText(text: string): number | string {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
