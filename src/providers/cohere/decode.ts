import type { Decoded, WireRequest } from '../../kit.ts'
import { askOf } from './ask.ts'
import { contradictionOf } from './contradiction.ts'
import { readRequest, refusal } from './reading.ts'
import { chatRequest } from './request.ts'

/** Reads a request to chat. */
export function decode(request: WireRequest): Decoded {
  const read = readRequest(request, chatRequest)
  if (read.type === 'problem') return read
  const problem = contradictionOf(read.body)
  return problem === undefined ? { type: 'ask', ask: askOf(read.body) } : refusal(problem, read.body)
}
