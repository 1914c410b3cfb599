import { z } from 'zod'
import { defineFault, changeBytes, hasTextBody, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

const mark = [0xef, 0xbb, 0xbf]

/**
 * The body begins with a byte order mark, which a client must skip. Binary bodies are unchanged.
 * Reported in: the event stream specification, which mentions it, and proxies that rewrite text.
 * @example
 * chaos.inject(byteOrderMark())
 */
export const byteOrderMark: FaultFactory<typeof parameters> = defineFault({
  name: 'byte-order-mark',
  summary: 'the body begins with a byte order mark',
  family: 'Stream',
  needs: [],
  shows: 'nothing',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream'],
  breaks: ['typed-errors', 'streamed-equals-final'],
  parameters,
  transport: (items) =>
    changeBytes(items, hasTextBody, (chunk, index) =>
      index === 0 ? { ...chunk, bytes: Uint8Array.from([...mark, ...chunk.bytes]) } : chunk,
    ),
})
