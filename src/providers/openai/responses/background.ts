import { jsonObjectOf, type Beat, type Exchange, type FrameItem, type Problem, type Reply } from '../../../kit.ts'
import type { Host } from '../host.ts'
import { writerAt } from '../writer.ts'
import { responseOf } from './body.ts'
import { drawIds } from './ids.ts'
import { ResponseKeeper, type Work } from './stored/keeper.ts'

/** The outcome of a delivery in the background: the time in the queue, the time of work, and the ending. */
interface Outcome {
  readonly reply: Reply | undefined
  readonly work: Work
  /** The client's response if the reply never starts: a problem, or the end of the connection. */
  readonly instead: Extract<Beat, { type: 'problem' | 'end' }> | undefined
}

function outcomeOf(beats: Iterable<Beat>): Outcome {
  let reply: Reply | undefined
  let [queued, working] = [0, 0]
  let problem: Problem | undefined
  for (const beat of beats) {
    if (reply === undefined && (beat.type === 'problem' || beat.type === 'end')) return { reply, work: { queued, working }, instead: beat }
    if (beat.type === 'start') reply = beat.reply
    if (beat.type === 'wait' && reply === undefined) queued += beat.ms
    if (beat.type === 'wait' && reply !== undefined) working += beat.ms
    if (beat.type === 'problem') problem = beat.problem
    // A stalled model never ends. A broken connection does not affect the model.
    if (beat.type === 'end' && beat.how === 'hang') working = Infinity
    if (beat.type === 'finish' || beat.type === 'problem' || beat.type === 'end') break
  }
  return { reply, work: { queued, working, ...(problem === undefined ? {} : { problem }) }, instead: undefined }
}

/** Whether a request runs in the background without a stream. */
export function isLeftInBackground({ call, request }: Exchange): boolean {
  return !call.stream && jsonObjectOf(request.text)?.['background'] === true
}

/**
 * Answers a non-streaming request with `background: true` immediately, with a queued response. Delays and faults
 * of the reply affect the model's work, which a client sees when it retrieves the response
 * (https://platform.openai.com/docs/guides/background).
 * @param encode writes the client's response if the reply never starts
 */
export function encodeBackground(
  beats: Iterable<Beat>,
  exchange: Exchange,
  host: Host,
  encode: (beats: Iterable<Beat>) => Iterable<FrameItem>,
): Iterable<FrameItem> {
  const { reply, work, instead } = outcomeOf(beats)
  if (reply === undefined) return encode(instead === undefined ? [] : [instead, { type: 'end', how: 'close' }])
  const { headers } = writerAt(host, exchange)
  const ids = drawIds(exchange.random)
  new ResponseKeeper(exchange, ids).inBackground(reply, work)
  const response = responseOf(ids.response, reply, [], { status: 'queued' }, exchange)
  return [
    { type: 'head', status: 200, headers: { ...headers(exchange), 'content-type': 'application/json' } },
    { type: 'frame', role: 'body', data: JSON.stringify(response), completes: true },
  ]
}
