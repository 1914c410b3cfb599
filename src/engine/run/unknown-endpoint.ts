import type { ChunkItem } from '../model/frame.ts'
import type { Beat } from '../model/beat.ts'
import type { Endpoint, Exchange, Provider } from '../model/provider.ts'
import type { WireRequest } from '../model/wire-request.ts'
import { askOf } from './ask-of.ts'
import { withLength } from './body-length.ts'
import { chunkOfEach, framingOf } from './chunks.ts'
import type { Run } from './run.ts'
import { ShownLimits } from './shown-limits.ts'

/**
 * Returns the provider's response for an endpoint that it does not have: its own 404, or another status, readable by its clients. It is not
 * a call, so it is not in the journal as one.
 * @param endpoint any of the provider's endpoints, since all format errors the same way
 */
export function unknownEndpoint(
  run: Run,
  { provider, endpoint }: { readonly provider: Pick<Provider, 'name' | 'bodyLengths'>; readonly endpoint: Endpoint },
  request: WireRequest,
  refused: { readonly message: string; readonly status?: number },
): Iterable<ChunkItem> {
  const problem = { kind: 'not-found', ...refused } as const
  const call = {
    ...askOf({ type: 'problem', problem }, request),
    provider: provider.name,
    endpoint: endpoint.name,
    host: request.url.host,
    key: '0'.repeat(16),
    attempt: 0,
    index: 0,
    at: run.clock.now(),
    inputTokens: 0,
    inRun: 1,
  }
  const exchange: Exchange = {
    call,
    request,
    store: run.storeOf(provider.name),
    random: run.random(`unknown/${request.url.href}`),
    ...run.datesOf(call.at),
    limits: new ShownLimits(call).all,
    abort() {},
    answers() {},
  }
  const beats: readonly Beat[] = [
    { type: 'problem', problem },
    { type: 'end', how: 'close' },
  ]
  return withLength(chunkOfEach(endpoint.encode(beats, exchange), framingOf(endpoint, request)), provider)
}
