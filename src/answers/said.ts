import { z } from 'zod'
import { BrownoutError } from '../engine/base/errors.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import { checkNames, wordingOfIssues } from '../engine/base/wrong-value.ts'
import type { Answer } from '../engine/model/answer.ts'
import type { Call } from '../engine/model/call.ts'
import type { Random } from '../engine/base/random.ts'
import { finishReasons, partTypes, type ReplyPart } from '../engine/model/reply.ts'

/** A tool call in a hand-written answer. */
export interface ScriptedToolCall {
  readonly name: string
  /** An object, or JSON text to send unchanged. */
  readonly arguments?: Readonly<Record<string, unknown>> | string
  readonly id?: string
}

/** A hand-written answer: a text, its parts by name, or a complete answer. */
export type ScriptedAnswer =
  | string
  | Answer
  | (Omit<Answer, 'parts'> & {
      readonly reasoning?: string
      readonly text?: string
      readonly refusal?: string
      readonly toolCalls?: readonly ScriptedToolCall[]
    })

/** Makes an id for a tool call, in the format of the provider. */
export function toolCallId(call: Pick<Call, 'endpoint'>, random: Random): string {
  return call.endpoint === 'messages' ? `toolu_01${random.id(22)}` : `call_${random.id(24)}`
}

const textOrNothing = z.string().optional()

const toolCallSchema = z.strictObject({
  name: z.string().min(1),
  arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  id: textOrNothing,
})

/** An answer by its parts, of which it needs at least one, or complete. */
const saidSchema = z
  .strictObject({
    text: textOrNothing,
    reasoning: textOrNothing,
    refusal: textOrNothing,
    toolCalls: z.array(toolCallSchema).optional(),
    parts: z.array(z.looseObject({ type: z.enum(partTypes) })).optional(),
    model: textOrNothing,
    finish: z.enum(finishReasons).optional(),
    usage: z.record(z.string(), z.number()).optional(),
    facts: z.array(z.looseObject({ truth: z.string() })).optional(),
  })
  .refine((said) => ['text', 'reasoning', 'refusal', 'toolCalls', 'parts'].some((piece) => piece in said), 'expected a text or tool calls')

/**
 * Checks the answer of an answer source.
 * @param what the source, such as `answers.script() line 2`
 * @throws BrownoutError if it is not an answer
 */
export function checkSaid(what: string, said: unknown): asserts said is ScriptedAnswer {
  if (typeof said === 'string') return
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    throw new BrownoutError(
      `${what} is ${valueInWords(said)}: expected a text, or an answer such as { text: "Yes." } or { toolCalls: [{ name: "find" }] }.`,
    )
  checkNames(`${what} is not an answer: it`, said, Object.keys(saidSchema.shape))
  const { success, error } = saidSchema.safeParse(said)
  if (!success) throw new BrownoutError(`${what} is not an answer: ${wordingOfIssues(error.issues, said)}.`)
}

/** Converts a hand-written answer. */
export function answerOf(said: ScriptedAnswer, call: Call, random: Random): Answer {
  if (typeof said === 'string') return { parts: [{ type: 'text', text: said }] }
  if ('parts' in said) return said
  const { reasoning, text, refusal, toolCalls = [], ...rest } = said
  const parts: ReplyPart[] = []
  if (reasoning !== undefined) parts.push({ type: 'reasoning', text: reasoning })
  if (text !== undefined) parts.push({ type: 'text', text })
  if (refusal !== undefined) parts.push({ type: 'refusal', text: refusal })
  for (const { name, arguments: given = {}, id } of toolCalls) {
    parts.push({
      type: 'tool-call',
      id: id ?? toolCallId(call, random),
      name,
      arguments: typeof given === 'string' ? given : JSON.stringify(given),
    })
  }
  return { ...rest, parts }
}
