import { z } from 'zod'
import { defineFault, headerValue, type FaultFactory, type FrameItem } from '../src/kit.ts'

const parameters = z.object({
  form: z
    .enum(['chunked', 'zero-length', 'terminal-only'])
    .default('chunked')
    .describe('a chunked body that ends at once, content-length: 0, or a stream with only its terminal event, such as [DONE]'),
  contentType: headerValue.optional().describe('Default: the content type of the original response, also for a stream'),
})

function* emptied(items: Iterable<FrameItem>, { form, contentType }: z.output<typeof parameters>): Generator<FrameItem, void, undefined> {
  let hasBegun = false
  let isKept = false
  for (const item of items) {
    // An answer over an open WebSocket has events but no body.
    if (item.type === 'head' && item.ofMessage === true && form !== 'terminal-only') isKept = true
    if (isKept) {
      yield item
      continue
    }
    if (item.type === 'wait' || item.type === 'end') yield item
    const isMarker = form === 'terminal-only' && item.type === 'frame' && item.role === 'terminal'
    if (isMarker) yield item
    if (item.type !== 'head' || hasBegun) continue
    hasBegun = true
    const type = contentType ?? item.headers['content-type'] ?? 'application/json'
    const length = form === 'zero-length' ? { 'content-length': '0' } : {}
    yield { type: 'head', status: 200, headers: { 'content-type': type, ...length } }
    if (form !== 'terminal-only') return yield { type: 'end', how: 'close' }
  }
}

/**
 * A 200 with an empty body. Clients treat its two forms differently: the OpenAI and Anthropic SDKs return nothing for a
 * content length of 0.
 * Reported in: https://github.com/openai/openai-node/pull/1998 (an empty body throws unless the header announces it).
 * @example
 * chaos.inject(emptyBody({ form: 'zero-length' }).nth(2))
 */
export const emptyBody: FaultFactory<typeof parameters> = defineFault({
  name: 'empty-body',
  summary: 'a 200 with an empty body',
  family: 'Connection',
  needs: [],
  shows: 'empty',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/openai/openai-node/pull/1998'],
  breaks: ['typed-errors', 'schema-valid-or-error', 'no-silent-truncation'],
  parameters,
  frame: (items, { parameters: asked }) => emptied(items, asked),
})
