import type { z } from 'zod'
import type { Problem, Decoded, WireRequest } from '../../kit.ts'
import { problemOf } from './wording.ts'

type Refusal = Extract<Decoded, { type: 'problem' }>

/** Reads a request as the API does, and refuses it for the reasons and in the words that the API has: its key, its JSON, its form. */
export function readRequest<Schema extends z.ZodType>(
  { headers, text }: WireRequest,
  schema: Schema,
): Refusal | { readonly type: 'body'; readonly body: z.output<Schema> } {
  if (!headers.has('authorization')) return refusal({ kind: 'authentication', message: 'no api key supplied' }, undefined)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return refusal({ kind: 'bad-request', message: `invalid json syntax: ${(error as Error).message}` }, undefined)
  }
  const result = schema.safeParse(value)
  return result.success ? { type: 'body', body: result.data } : refusal(problemOf(result.error, value), value)
}

/** A refusal, with what is known of the request. */
export function refusal(problem: Problem, body: unknown): Refusal {
  const { model, stream } = (typeof body === 'object' && body !== null ? body : {}) as { model?: unknown; stream?: unknown }
  return { type: 'problem', problem, ...(typeof model === 'string' ? { model } : {}), stream: stream === true }
}
