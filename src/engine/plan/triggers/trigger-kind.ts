import type { z } from 'zod'
import type { Call } from '../../model/call.ts'

/** One call, as a trigger looks at it. */
export interface Occasion {
  readonly call: Call
  /** When the trigger begins, in ms on the clock. Waves and ramps start from here. */
  readonly since: number
  /** Which of the calls in reach this one is, from 1. Asked only for calls that the triggers before have let through. */
  ordinal(): number
}

/** What a trigger adds to a phrase about calls: `20% of` + `the first 2 calls` + `to openai` + `in waves: 10s on, 5s off`. */
export interface Phrase {
  readonly share?: string
  readonly calls?: string
  readonly to?: string
  readonly detail?: string
}

/** The texts that were typed on a command line, by their keys. */
export type TypedTexts = Readonly<Record<string, readonly string[]>>

/** How a trigger is typed on a command line. */
export interface TypedTrigger<Value> {
  readonly keys: readonly string[]
  /** What can be typed, such as `ramp=0..0.5/10m`. */
  readonly example: string
  write(value: Value): readonly (readonly [key: string, text: string])[]
  /** The value of the texts. Unchecked: the schema states whether it is right. */
  read(texts: TypedTexts): unknown
}

/** All that there is to know about one kind of trigger. */
export interface TriggerKind<Value> {
  /** As plans and incidents hold it. */
  readonly schema: z.ZodType<Value>
  readonly typed: TypedTrigger<Value>
  /** Whether a file can hold the value, so that any process can read it. Default: always */
  isPortable?(value: Value): boolean
  /** How likely it lets a call through: 0 never, 1 always. */
  probability(value: Value, occasion: Occasion): number
  /** @param runs how many runs the script has, if that is known */
  inWords(value: Value, runs?: number): Phrase
}

/** A trigger that is typed as one key with one text: `first=2`. */
export function typedAs<Value>(example: string, write: (value: Value) => string, read: (text: string) => unknown): TypedTrigger<Value> {
  const key = example.slice(0, example.indexOf('='))
  return { keys: [key], example, write: (value) => [[key, write(value)]], read: (texts) => read(texts[key]![0]!) }
}

/** The number that a text is, if it is one; else the text. */
export function numberOrText(text: string): number | string {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
