import type { Exchange, PlainWriter } from '../../kit.ts'
import { headersOf } from './headers.ts'
import { drawIds, type Ids } from './ids.ts'
import { httpErrorOf } from './problem.ts'

/** What every endpoint writes alike: its headers and its errors, under the ids that it draws. */
export function writerOf({ random }: Pick<Exchange, 'random'>): Omit<PlainWriter, 'body'> & { readonly ids: Ids } {
  const ids = drawIds(random)
  return { ids, headers: () => headersOf(ids), problem: httpErrorOf(ids) }
}
