import type { Provider } from '../../model/provider.ts'
import type { WireRequest } from '../../model/wire-request.ts'
import { Delivery } from '../delivery.ts'
import type { Run } from '../run.ts'
import { HeardReply } from './heard-reply.ts'
import { passed } from './passed.ts'
import { sentOf } from './play-upstream.ts'
import { received } from './received.ts'

/**
 * Forwards a request for an unknown endpoint, if its provider has an upstream. It is not a call: no fault acts on it, and it is not in a
 * journal. `undefined` without an upstream.
 */
export function forward(run: Run, provider: Provider, request: WireRequest): Delivery | undefined {
  const ask = run.upstream?.send({ ...sentOf(run, provider, request), unpacked: false })
  if (ask === undefined) return undefined
  const heard = new HeardReply()
  const items = received(ask, heard, undefined, () => run.clock.epoch + run.clock.now())
  return new Delivery(passed(items, undefined, heard), run, undefined)
}

/** Returns whether an upstream would answer. */
export function hasUpstream(run: Run, provider: Provider, request: WireRequest): boolean {
  return run.upstream?.send({ ...sentOf(run, provider, request), unpacked: false }) !== undefined
}
