import type { Exchange, PlainWriter } from '../../kit.ts'
import { replyHeaders } from './headers.ts'
import { drawIds, type Ids } from './ids.ts'
import { httpErrorOf } from './problem.ts'

/** The common parts of all writers: headers and errors, with the ids that it draws. */
export function writerOf({ random }: Pick<Exchange, 'random'>): Omit<PlainWriter, 'body'> & { readonly ids: Ids } {
  const ids = drawIds(random)
  return { ids, headers: (exchange) => replyHeaders(exchange, ids), problem: httpErrorOf(ids.reply) }
}
