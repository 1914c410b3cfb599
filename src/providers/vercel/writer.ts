import type { Exchange, PlainWriter, Problem } from '../../kit.ts'
import { headersOf } from './headers.ts'
import { drawIds, type Ids } from './ids.ts'
import { httpErrorOf } from './problem.ts'
import { routingOf } from './routing.ts'

/** The common parts of all writers: headers and errors, with the ids that it draws. */
export function writerOf({ random }: Pick<Exchange, 'random'>): Omit<PlainWriter, 'body'> & { readonly ids: Ids } {
  const ids = drawIds(random)
  return { ids, headers: () => headersOf(ids), problem: httpErrorOf(ids, (problem, exchange) => routesOf(problem, exchange, ids)) }
}

/** If several models failed, an error reports each of them. */
function routesOf(problem: Problem, exchange: Exchange, { generation }: Ids): Readonly<Record<string, unknown>> {
  if (exchange.failedModels === undefined || exchange.failedModels.length === 0) return {}
  return { providerMetadata: { gateway: { routing: routingOf(exchange, problem), generationId: generation } } }
}
