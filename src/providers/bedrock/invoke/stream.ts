import { base64Of, encodeText, type Frame, type Exchange, type Reply, type StreamEncoder } from '../../../kit.ts'
import type { Ids } from '../../anthropic/ids.ts'
import { messageStream } from '../../anthropic/messages/stream.ts'
import { eventStreamMessage, paddingOf } from '../event-stream.ts'
import { exceptionFrame } from '../problem.ts'
import { invocationMetrics, underOwnName } from './body.ts'

/** A reply as the events of Anthropic's stream, without its pings; the last one has Bedrock's metrics. */
export function invokeStream(exchange: Exchange, ids: Ids): StreamEncoder {
  const events = messageStream(exchange, ids)
  let begun: Reply | undefined
  return {
    ...events,
    start(reply) {
      begun = reply
      return events.start(underOwnName(reply))
    },
    open: (part, index) => events.open(part, index).filter(({ role }) => role !== 'ping'),
    ping: () => [],
    finish(reason, usage) {
      const frames = events.finish(reason, usage)
      if (begun === undefined) return frames
      const metrics = invocationMetrics(begun, usage)
      return frames.map((frame) =>
        frame.role === 'terminal' ? { ...frame, data: JSON.stringify({ ...(JSON.parse(frame.data) as object), ...metrics }) } : frame,
      )
    },
    problem: (problem) => [exceptionFrame(problem, exchange, true)],
  }
}

/** A model event, passed on as base64 in an event of the API. */
export function chunkMessage(frame: Frame): Uint8Array<ArrayBuffer> {
  if (frame.raw !== undefined || frame.role === 'body' || frame.role === 'problem') return eventStreamMessage(frame)
  const { data } = frame
  return eventStreamMessage({ ...frame, event: 'chunk', data: JSON.stringify({ bytes: base64Of(encodeText(data)), p: paddingOf(data) }) })
}
