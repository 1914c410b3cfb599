import type { Problem, Decoded, WireRequest } from '../../kit.ts'
import { askOf } from './ask.ts'
import { contradictionOf } from './conversation.ts'
import { modelOf } from './path.ts'
import { readRequest } from './read.ts'
import { requestSchema } from './request.ts'

/** Reads a request for an answer as the API does, and refuses it for the reasons and in the words that the API has. */
export function decodeGenerate(request: WireRequest, stream: boolean): Decoded {
  const model = modelOf(request)
  const refusal = (problem: Problem): Decoded => ({ type: 'problem', problem, model, stream })
  const read = readRequest(request, requestSchema)
  if (read.type === 'problem') return refusal(read.problem)
  const message = contradictionOf(read.body, model)
  if (message !== undefined) return refusal({ kind: 'bad-request', message })
  return { type: 'ask', ask: askOf(read.body, model, stream) }
}
