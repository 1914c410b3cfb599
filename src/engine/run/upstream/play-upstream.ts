import { withLength } from '../body-length.ts'
import type { BegunCall } from '../begin-call.ts'
import { chunkOfEach, framingOf } from '../chunks.ts'
import { toldInClientTime } from '../client-time.ts'
import { Delivery } from '../delivery.ts'
import { exchangeOf } from '../exchange-of.ts'
import type { Run } from '../run.ts'
import { actsAt, admit, frame, transport } from '../stages.ts'
import { beatsOfProblem } from '../undisturbed-beats.ts'
import type { Exchange, Provider } from '../../model/provider.ts'
import type { WireRequest } from '../../model/wire-request.ts'
import type { UpstreamReply, UpstreamRequest } from '../../model/upstream.ts'
import { deliveredItems } from './delivered-items.ts'
import { HeardReply } from './heard-reply.ts'
import { noted } from './noted.ts'
import { passed, WireFrames } from './passed.ts'
import { received } from './received.ts'

/** Sends the request to an upstream. */
export type Ask = () => UpstreamReply

/** Returns the upstream that answers a call instead of brownout, before any request; `undefined` if there is none. */
export function upstreamOf(run: Run, { provider, request, call, active }: BegunCall): Ask | undefined {
  const needsFrames = (['answer', 'deliver', 'frame'] as const).some((stage) => actsAt(stage, active))
  return run.upstream?.send({ ...sentOf(run, provider, request), call, unpacked: needsFrames })
}

/** Returns a request as an upstream receives it, for a known or an unknown endpoint. */
export function sentOf(
  run: Run,
  provider: Provider,
  { method, url, text, headers, sent }: WireRequest,
): Omit<UpstreamRequest, 'call' | 'unpacked'> {
  const below = (base: string): boolean => url.href.startsWith(base)
  const baseUrl = provider.baseUrls.find(below) ?? `${url.origin}${new URL(provider.baseUrls[0]!).pathname}`
  const type = headers.get('content-type')
  return {
    method,
    url,
    baseUrl,
    provider: provider.name,
    headers: () => sent?.headers() ?? (type === null ? [] : [['content-type', type] as const]),
    body: sent?.body ?? text,
    remember: (owner, make) => run.remember(owner, make),
  }
}

/**
 * Runs one call that an upstream answers. Faults act on the genuine reply while it streams; unchanged parts are sent byte for byte. The
 * request is sent when the client waits for the answer, and not at all if a fault answers instead.
 */
export function playUpstream(run: Run, begun: BegunCall, ask: Ask): Delivery {
  const { provider, endpoint, request, call, record, limits, active } = begun
  const exchange = (shown = call): Exchange => exchangeOf(run, { call: shown, request, store: begun.store, limits })
  const encode = (items: ReturnType<typeof frame>) => chunkOfEach(items, (each) => wire.bytesOf(each))
  const wire = new WireFrames(framingOf(endpoint, request))

  // 1. admit: a fault rejects the call before the upstream receives it.
  const problem = admit(call, active)
  if (problem !== undefined) {
    const beats = toldInClientTime(beatsOfProblem(problem), run.speed)
    const frames = frame(endpoint.encode(beats, exchange()), active)
    return new Delivery(withLength(transport(encode(frames), active), provider), run, record)
  }
  // 2. perceive: brownout cannot change the prompt of the upstream's model.
  for (const each of active) if (each.fault.perceive !== undefined) each.missed({ type: 'upstream', endpoint: call.endpoint })

  const heard = new HeardReply()
  const items = noted(
    received(ask, heard, record, () => run.clock.epoch + run.clock.now()),
    { run, call, record, heard },
  )
  if (!(['answer', 'deliver', 'frame', 'transport'] as const).some((stage) => actsAt(stage, active)))
    return new Delivery(passed(items, endpoint.reading, heard), run, record)

  // 3. answer and 4. deliver, on the content of the frames. 5. frame. 6. transport.
  const frames = wire.in(items, endpoint.reading, heard)
  const delivered = deliveredItems(frames, { run, begun, heard, wire, exchange })
  return new Delivery(withLength(transport(encode(frame(delivered, active)), active), { bodyLengths: 'all' }), run, record)
}
