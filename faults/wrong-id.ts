import { z } from 'zod'
import { defineFault, isOfToolServer, jsonObjectOf, type FaultFactory, type Frame } from '../src/kit.ts'

const parameters = z.object({
  kind: z
    .enum(['other', 'text', 'null'])
    .default('other')
    .describe('the ID of the response: of another request, the number as text, or null'),
})

/** A response with another ID. Other messages are not changed. */
function withId(frame: Frame, kind: 'other' | 'text' | 'null'): Frame {
  const message = jsonObjectOf(frame.data)
  if (message?.['id'] === undefined || message['method'] !== undefined) return frame
  const id = kind === 'null' ? null : kind === 'text' ? String(message['id']) : 987_654
  return { ...frame, data: JSON.stringify({ ...message, id }) }
}

/**
 * A tool server's response has a different ID from its request. Most clients keep waiting for the right one.
 * Reported in: servers that answered with 0, with null, or with the number as text.
 * @example
 * chaos.inject(wrongId({ kind: 'null' }))
 */
export const wrongId: FaultFactory<typeof parameters> = defineFault({
  name: 'wrong-id',
  summary: 'a response has the ID of another request',
  family: 'Tool servers',
  needs: ['tool-server'],
  shows: 'silence',
  persistence: 'transient',
  frequency: 'rare',
  sources: [
    'https://github.com/radareorg/radare2-mcp/issues/68',
    'https://github.com/helidon-io/helidon-mcp/issues/65',
    'https://github.com/modelcontextprotocol/python-sdk/pull/1720',
  ],
  breaks: ['settles-within'],
  parameters,
  *frame(items, { call, parameters: { kind } }) {
    for (const item of items) yield item.type === 'frame' && isOfToolServer(call) ? withId(item, kind) : item
  },
})
