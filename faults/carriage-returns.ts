import { z } from 'zod'
import { defineFault, changeBytes, isLineStream, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  lines: z.enum(['crlf', 'cr']).default('crlf').describe('the line ending'),
})

const lineFeed = 0x0a
const carriageReturn = 0x0d

/** Some providers already end their lines with CRLF. */
function ended(bytes: Uint8Array, lines: 'crlf' | 'cr'): Uint8Array<ArrayBuffer> {
  const end = lines === 'crlf' ? [carriageReturn, lineFeed] : [carriageReturn]
  return Uint8Array.from(
    [...bytes].flatMap((byte, index) => {
      if (byte === carriageReturn && bytes[index + 1] === lineFeed) return []
      return byte === lineFeed ? end : [byte]
    }),
  )
}

/**
 * Stream lines end with CRLF or with CR only, as the event stream specification allows. JSON lines allow only CRLF.
 * Reported in: https://github.com/openai/openai-node/blob/master/src/internal/decoders/line.ts, which handles it.
 * @example
 * chaos.inject(carriageReturns({ lines: 'cr' }))
 */
export const carriageReturns: FaultFactory<typeof parameters> = defineFault({
  name: 'carriage-returns',
  summary: 'lines of the stream end in CRLF or CR',
  family: 'Stream',
  needs: ['stream'],
  shows: 'nothing',
  persistence: 'transient',
  frequency: 'rare',
  sources: [
    'https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream',
    'https://github.com/openai/openai-node/blob/master/src/internal/decoders/line.ts',
    'https://github.com/ndjson/ndjson-spec',
  ],
  breaks: ['streamed-equals-final', 'typed-errors'],
  parameters,
  transport: (items, { parameters: { lines } }) =>
    changeBytes(items, isLineStream, (chunk) => ({ ...chunk, bytes: ended(chunk.bytes, lines) })),
})
