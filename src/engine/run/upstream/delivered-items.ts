import type { Beat } from '../../model/beat.ts'
import type { Call } from '../../model/call.ts'
import type { Frame, FrameItem } from '../../model/frame.ts'
import type { Exchange } from '../../model/provider.ts'
import type { Reply } from '../../model/reply.ts'
import type { BegunCall } from '../begin-call.ts'
import { toldInClientTime } from '../client-time.ts'
import { finishNoted } from '../finish-noted.ts'
import { replyOf } from '../reply-of.ts'
import type { Run } from '../run.ts'
import { actsAt, answer, deliver, refused } from '../stages.ts'
import { beatsOf } from '../undisturbed-beats.ts'
import { DeliveredBody } from './delivered-body.ts'
import { DeliveredStream, type OwnFrames } from './delivered-stream.ts'
import type { HeardReply } from './heard-reply.ts'
import type { WireFrames } from './passed.ts'

interface Context {
  readonly run: Run
  readonly begun: BegunCall
  readonly heard: HeardReply
  readonly wire: WireFrames
  readonly exchange: (shown?: Call) => Exchange
}

/**
 * Applies the stages `answer` and `deliver` to the frames of a genuine reply. A fault that changes the content has to wait for all of it;
 * then the provider's encoder writes the changed reply. If nothing changes, the frames stay as received.
 */
export function* deliveredItems(items: Iterable<FrameItem>, context: Context): Generator<FrameItem, void, undefined> {
  const { begun, heard, exchange } = context
  const { active, endpoint, record } = begun
  if (!actsAt('answer', active)) {
    yield* delivered(items, context)
    return
  }
  const kept: FrameItem[] = []
  for (const item of items) {
    if (item.type === 'wait') yield item
    else kept.push(item)
  }
  if (kept.some((item) => item.type === 'head' && item.problem !== undefined)) refused(active)
  const reply = heard.isComplete && heard.parts.length > 0 ? replyFrom(context) : undefined
  const changed = reply === undefined ? undefined : answer(reply, active)
  if (reply === undefined) unread(begun)
  if (changed === reply || changed === undefined) {
    yield* delivered(kept, context)
    return
  }
  record.answeredBy = changed.answeredBy
  record.usage = changed.usage
  const beats = finishNoted(deliver(beatsOf(changed), active), record, endpoint)
  const shown = changed.inOneBody === true ? { ...begun.call, stream: false } : begun.call
  yield* endpoint.encode(toldInClientTime(beats, context.run.speed), exchange(shown))
}

/** Records that a reply is unreadable or incomplete, so that its content cannot be changed. */
function unread({ active, call }: BegunCall): void {
  for (const each of active) if (each.fault.answer !== undefined) each.missed({ type: 'upstream', endpoint: call.endpoint })
}

/** Returns the received reply. It has arrived completely, so it has no pace. */
function replyFrom({ run, begun, heard }: Context): Reply {
  const { parts, model, finish, usage } = heard
  const reply = replyOf(run, begun.call, { parts, ...(model === undefined ? {} : { model }), ...(finish === undefined ? {} : { finish }) })
  return { ...reply, parts, usage, pace: { firstToken: 0, perDelta: 0 } }
}

/** Applies the stage `deliver` to the frames. */
function delivered(items: Iterable<FrameItem>, context: Context): Iterable<FrameItem> {
  const { run, begun, heard, wire, exchange } = context
  const { active, endpoint, call } = begun
  if (!actsAt('deliver', active)) return items
  const reply = (): Reply => replyFrom(context)
  const own: OwnFrames = (beat, hasBegun) => {
    const beats: readonly Beat[] = [...(hasBegun ? [{ type: 'start', reply: reply() } as const] : []), beat, { type: 'end', how: 'close' }]
    const made = [...endpoint.encode(toldInClientTime(beats, run.speed), exchange())]
    return made.filter((item) => item.type !== 'end' && (!hasBegun || isOfRole(item, beat.type)))
  }
  const [stream, body] = [new DeliveredStream(wire, heard, reply, own), new DeliveredBody(wire, reply, own)]
  let isBody = !call.stream
  function* beats(): Generator<Beat, void, undefined> {
    const source = items[Symbol.iterator]()
    const rest = { [Symbol.iterator]: () => source }
    for (const item of rest) {
      if (item.type === 'wait' || item.type === 'end') yield item
      if (item.type !== 'head') continue
      isBody = wire.isOneBody
      yield* (isBody ? body : stream).beats(item, rest)
    }
  }
  return framesOf(deliver(beats(), active))

  function* framesOf(steps: Iterable<Beat>): Generator<FrameItem, void, undefined> {
    const iterator = steps[Symbol.iterator]()
    const rest = { [Symbol.iterator]: () => iterator }
    for (const step of rest) {
      // It is known once a beat other than a wait has arrived.
      if (step.type === 'wait') yield step
      else yield* (isBody ? body : stream).frames(followedBy(step, rest))
    }
  }
}

function* followedBy(step: Beat, rest: Iterable<Beat>): Generator<Beat, void, undefined> {
  yield step
  yield* rest
}

function isOfRole(item: FrameItem, role: Frame['role']): boolean {
  return item.type === 'frame' && item.role === role
}
