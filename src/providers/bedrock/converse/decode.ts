import type { Decoded, WireRequest } from '../../../engine/provider.ts'
import { modelOf, problemOfCredentials, refused, valueOf } from '../request.ts'
import { problemOfForm } from '../wording.ts'
import { askOf } from './ask.ts'
import { contradictionOf } from './conversation.ts'
import { converseRequest } from './schema.ts'

/** Reads a request as the API does, and refuses it for the reasons and in the words that the API has. */
export function decodeConverse(request: WireRequest, stream: boolean): Decoded {
  const model = modelOf(request.url)
  const refuse = (problem: Parameters<typeof refused>[0]): Decoded => refused(problem, model, stream)
  const unsigned = problemOfCredentials(request)
  if (unsigned !== undefined) return refuse(unsigned)
  const read = valueOf(request.text)
  if ('problem' in read) return refuse(read.problem)
  const result = converseRequest.safeParse(read.value)
  if (!result.success) return refuse(problemOfForm(result.error, read.value))
  const ask = contradictionOf(result.data) ?? askOf(result.data, model, stream)
  return typeof ask === 'string' ? refuse({ kind: 'bad-request', message: ask }) : { type: 'ask', ask }
}
