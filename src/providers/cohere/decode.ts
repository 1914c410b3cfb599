import type { Problem } from '../../engine/problem.ts'
import type { Decoded, WireRequest } from '../../engine/provider.ts'
import { askOf } from './ask.ts'
import { contradictionOf } from './contradiction.ts'
import { chatRequest } from './request.ts'
import { problemOf } from './wording.ts'

/** Reads a request as the API does, and refuses it for the reasons and in the words that the API has. */
export function decode({ headers, text }: WireRequest): Decoded {
  if (!headers.has('authorization')) return refusal({ kind: 'authentication', message: 'no api key supplied' }, undefined)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return refusal({ kind: 'bad-request', message: `invalid json syntax: ${(error as Error).message}` }, undefined)
  }
  const result = chatRequest.safeParse(value)
  if (!result.success) return refusal(problemOf(result.error, value), value)
  const problem = contradictionOf(result.data)
  return problem === undefined ? { type: 'ask', ask: askOf(result.data) } : refusal(problem, value)
}

function refusal(problem: Problem, body: unknown): Decoded {
  const { model, stream } = (typeof body === 'object' && body !== null ? body : {}) as { model?: unknown; stream?: unknown }
  return { type: 'problem', problem, ...(typeof model === 'string' ? { model } : {}), stream: stream === true }
}
