import { uuidFrom, type Exchange, type PlainWriter } from '../../kit.ts'
import { replyHeaders } from './headers.ts'
import { httpError } from './problem.ts'

/** The common parts of all writers: headers, with a request id that it draws, and errors. */
export function writerOf({ random }: Pick<Exchange, 'random'>, headers: Readonly<Record<string, string>> = {}): Omit<PlainWriter, 'body'> {
  const requestId = uuidFrom(random)
  return { headers: () => ({ ...replyHeaders(requestId), ...headers }), problem: httpError }
}
