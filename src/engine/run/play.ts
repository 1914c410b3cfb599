import { asBug } from '../base/errors.ts'
import { isTooLarge } from '../base/largest-body.ts'
import { textOfParts } from '../kit/reply.ts'
import { runsTool } from '../kit/tool-server.ts'
import type { AnsweredBatch } from '../model/answered-batch.ts'
import type { Beat } from '../model/beat.ts'
import type { Operation } from '../model/call.ts'
import type { Endpoint, Exchange, Provider } from '../model/provider.ts'
import type { WireRequest } from '../model/wire-request.ts'
import type { ShownLimits } from './shown-limits.ts'
import { beatsOfReply, modelReply, ownReply, problemOf } from './answering.ts'
import { beginCall, type BegunCall } from './begin-call.ts'
import { withLength } from './body-length.ts'
import { toldInClientTime } from './client-time.ts'
import { chunkOfEach, chunksTogether, framingOf, type ReadSize } from './chunks.ts'
import { Delivery } from './delivery.ts'
import { exchangeOf } from './exchange-of.ts'
import { finishNoted } from './finish-noted.ts'
import { passOn } from './pass-on.ts'
import { BatchPlay } from './play-batch.ts'
import { replyOf } from './reply-of.ts'
import type { CallRecord } from './call-record.ts'
import type { Run } from './run.ts'
import { actsAt, answer, answeredWithoutModel, deliver, frame, transport, type ActiveInjections } from './stages.ts'
import { beatsOf, beatsOfProblem } from './undisturbed-beats.ts'
import { playUpstream, upstreamOf } from './upstream/play-upstream.ts'

/**
 * Runs one call, from the request to the delivery of its answer, through six stages at which faults can act. If it has an upstream, that
 * answers it. All draws are made when the call arrives. Only the answer source can wait here; the rest is made while the client reads.
 * @throws FaultBugError if a fault's own code throws
 */
export async function play(run: Run, provider: Provider, endpoint: Endpoint, request: WireRequest): Promise<Delivery> {
  const begun = beginCall(run, provider, endpoint, request)
  try {
    return await playBegun(run, begun)
  } catch (error) {
    const bug = asBug(error)
    begun.record.fail(bug, run.clock.now())
    throw bug
  }
}

async function playBegun(run: Run, begun: BegunCall): Promise<Delivery> {
  const { provider, endpoint, request } = begun
  const upstream = isTooLarge(request) ? undefined : upstreamOf(run, begun)
  if (upstream !== undefined) return playUpstream(run, begun, upstream)
  const { store, understood, call, record, limits, active } = begun

  // 1. admit: the provider accepts or rejects the call.
  const { decoded } = understood
  const problem = problemOf(understood, call, active, { endpoint, request })
  const models = decoded.type === 'ask' && decoded.ask.operation === undefined ? (endpoint.fallbackModels?.(request) ?? []) : []
  if (models.length > 0) {
    const asked = { endpoint, request, store, understood }
    const { delivered, ...last } = await passOn(run, record, asked, { first: { call, limits, active, problem }, models })
    return deliveryOf(run, provider, record, { endpoint, request, store, beats: delivered, ...last })
  }

  if (runsTool(call)) record.executed = false
  const own =
    problem === undefined && endpoint.answer !== undefined ? await ownReply(run, record, active, { endpoint, request }) : undefined

  let beats: Iterable<Beat>
  let isInOneBody = false
  let batch: AnsweredBatch | undefined
  if (problem !== undefined) beats = beatsOfProblem(problem)
  else if (own !== undefined) beats = 'problem' in own ? beatsOfProblem(own.problem) : beatsOfReply(own.reply, call, active)
  else if (decoded.type === 'ask' && decoded.stored !== undefined) {
    record.truth = textOfParts(decoded.stored.parts)
    answeredWithoutModel(call, active)
    beats = beatsOf(decoded.stored)
  } else if (decoded.type === 'ask' && decoded.batch !== undefined) {
    const played = new BatchPlay(run, provider, record)
    const accepted = { ...replyOf(run, call, { parts: [] }), batch: await played.play(decoded.batch) }
    const reply = answer(
      accepted,
      active.filter(({ fault }) => fault.needs.includes('batch')),
    )
    answeredWithoutModel(call, active)
    batch = played.answered(reply.batch ?? accepted.batch)
    beats = beatsOf(reply)
  } else if (answersItself.has(call.operation)) {
    answeredWithoutModel(call, active)
    beats = beatsOf(replyOf(run, call, { parts: [] }))
  } else {
    // 2. perceive: the model reads the call, or something else. 3. answer: it returns the answer of the source, or another one.
    const reply = await modelReply(run, record, call, active)
    isInOneBody = reply.inOneBody === true
    beats = beatsOfReply(reply, call, active)
  }

  // 4. deliver: the reply arrives step by step, at its pace.
  const written = { endpoint, request, store, call, limits, active, isInOneBody, ...(batch === undefined ? {} : { batch }) }
  return deliveryOf(run, provider, record, { ...written, beats: deliver(beats, active) })
}

/** The data from which the response to a call is written. */
interface Outgoing extends Pick<Exchange, 'request' | 'store' | 'call' | 'batch' | 'failedModels'> {
  readonly endpoint: Endpoint
  readonly limits: ShownLimits
  readonly active: ActiveInjections
  readonly beats: Iterable<Beat>
  readonly isInOneBody: boolean
}

/** Writes a response as the provider does. */
function deliveryOf(
  run: Run,
  provider: Provider,
  record: CallRecord,
  { endpoint, active, beats, isInOneBody, ...sent }: Outgoing,
): Delivery {
  const { call, request, store, limits, batch, failedModels } = sent
  const delivered = toldInClientTime(finishNoted(after(run.latenessOf(call), beats), record, endpoint), run.speed)

  // 5. frame: each step becomes frames of the provider's wire format.
  const shownCall = isInOneBody ? { ...call, stream: false } : call
  const exchange = exchangeOf(run, {
    call: shownCall,
    request,
    store,
    limits,
    ...(batch === undefined ? {} : { batch }),
    ...(failedModels === undefined ? {} : { failedModels }),
  })
  const frames = frame(endpoint.encode(delivered, exchange), active)

  // 6. transport: the frames become bytes. A fault in frames or bytes acts at an exact position, so frames are not joined.
  const wireFormOf = framingOf(endpoint, request)
  const keepsApart = actsAt('frame', active) || actsAt('transport', active)
  const size: ReadSize | undefined = keepsApart ? undefined : { frames: Infinity }
  const chunks = size === undefined ? transport(chunkOfEach(frames, wireFormOf), active) : chunksTogether(frames, wireFormOf, size)

  return new Delivery(provider.bodyLengths === undefined ? chunks : withLength(chunks, provider), run, record, size)
}

/** The same steps, that many ms later. */
function after(ms: number, beats: Iterable<Beat>): Iterable<Beat> {
  return ms === 0 ? beats : concatenated([{ type: 'wait', ms }], beats)
}

function* concatenated(...all: readonly Iterable<Beat>[]): Generator<Beat, void, undefined> {
  for (const beats of all) yield* beats
}

/** Operations that a provider answers without a model. */
const answersItself: ReadonlySet<Operation | undefined> = new Set<Operation>([
  'rerank',
  'count-tokens',
  'list-models',
  'access-storage',
  'create-batch',
  'retrieve-batch',
  'read-batch-results',
  'connect',
])
