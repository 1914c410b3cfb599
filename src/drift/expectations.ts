import { z } from 'zod'
import type { JsonSchema } from '../engine/model/call.ts'
import { violationOf } from '../engine/kit/schema/violation.ts'
import type { DriftPrompt } from './prompt.ts'
import { isRefusal } from './refusal.ts'
import { isWrittenIn } from './script.ts'

/** An answer, with its model if the response names one. */
export interface DriftAnswer {
  readonly text: string
  readonly model?: string | undefined
  /** The provider's name for the configuration that answered, such as OpenAI's `system_fingerprint`. */
  readonly fingerprint?: string | undefined
}

/** The expectations that a prompt can have of its answers. */
export const expectations = ['contains', 'lacks', 'matches', 'script', 'length', 'refuses', 'model'] as const
export type Expectation = (typeof expectations)[number]

type Holds = (answer: DriftAnswer, prompt: DriftPrompt) => boolean

const holds: Readonly<Record<Expectation, Holds>> = {
  contains: ({ text }, { contains }) => listed(contains).every((part) => isIn(text, part)),
  lacks: ({ text }, { lacks }) => !listed(lacks).some((part) => isIn(text, part)),
  matches: ({ text }, { matches }) => matches === undefined || isValid(text, matches),
  script: ({ text }, { script }) => script === undefined || isWrittenIn(text, [script].flat()),
  length: ({ text }, { length: { min = 0, max = Infinity } = {} }) => [...text].length >= min && [...text].length <= max,
  refuses: ({ text }, { refuses }) => refuses === undefined || isRefusal(text) === refuses,
  model: ({ model }, prompt) => prompt.model === undefined || (model !== undefined && isModel(model, prompt.model)),
}

/** Returns the expectations of a prompt that an answer violates. */
export function violatedBy(answer: DriftAnswer, prompt: DriftPrompt): Expectation[] {
  return expectations.filter((expectation) => !holds[expectation](answer, prompt))
}

function listed(parts: string | RegExp | readonly (string | RegExp)[] = []): readonly (string | RegExp)[] {
  return typeof parts === 'string' || parts instanceof RegExp ? [parts] : parts
}

function isIn(text: string, part: string | RegExp): boolean {
  // A global pattern keeps its last index; `search` ignores it.
  return typeof part === 'string' ? text.toLowerCase().includes(part.toLowerCase()) : text.search(part) !== -1
}

function isValid(text: string, schema: z.ZodType | JsonSchema): boolean {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return false
  }
  return schema instanceof z.ZodType ? schema.safeParse(value).success : violationOf(value, schema) === undefined
}

/** Providers respond to an alias with the name of a dated version: `gpt-4o-2024-08-06`, `claude-sonnet-4-5-20250929`. */
function isModel(named: string, requested: string): boolean {
  return named === requested || (named.startsWith(`${requested}-`) && /^\d{4}(?:-?\d{2}-?\d{2})?$/.test(named.slice(requested.length + 1)))
}
