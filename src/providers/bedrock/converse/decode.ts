import type { Problem, Decoded, WireRequest } from '../../../kit.ts'
import { modelOf, problemOfCredentials, refused, valueOf } from '../request.ts'
import { problemOfForm } from '../wording.ts'
import { askOf } from './ask.ts'
import { contradictionOf } from './conversation.ts'
import { converseRequest } from './schema.ts'

/** Reads a request as the API does, and refuses it for the reasons and in the words that the API has. */
export function decodeConverse(request: WireRequest, stream: boolean): Decoded {
  const model = modelOf(request.url)
  const unsigned = problemOfCredentials(request)
  if (unsigned !== undefined) return refused(unsigned, model, stream)
  const read = valueOf(request.text)
  return 'problem' in read ? refused(read.problem, model, stream) : readConverse(read.value, model, stream)
}

/** Reads what the body of a request says. */
export function readConverse(body: unknown, model: string, stream: boolean): Decoded {
  const refuse = (problem: Problem): Decoded => refused(problem, model, stream)
  const result = converseRequest.safeParse(body)
  if (!result.success) return refuse(problemOfForm(result.error, body))
  const ask = contradictionOf(result.data) ?? askOf(result.data, model, stream)
  return typeof ask === 'string' ? refuse({ kind: 'bad-request', message: ask }) : { type: 'ask', ask }
}
