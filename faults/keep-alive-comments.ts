import { z } from 'zod'
import { defineFault, isEventStream, type FaultFactory, type FrameItem } from '../src/kit.ts'

const parameters = z.object({
  comment: z.enum(['keep-alive', 'OPENROUTER PROCESSING', '']).default('keep-alive').describe('text of each comment'),
})

function* commented(items: Iterable<FrameItem>, comment: string): Generator<FrameItem, void, undefined> {
  let isApplied = false
  for (const item of items) {
    if (item.type === 'head') isApplied = isEventStream(item)
    if (item.type === 'frame' && isApplied) yield { type: 'frame', role: 'ping', data: '', raw: `${`: ${comment}`.trimEnd()}\n\n` }
    yield item
  }
}

/**
 * A comment line is sent before each server-sent event. The answer is complete, and clients must ignore comments.
 * Other responses stay as they are.
 * Reported in: OpenRouter, which sends ": OPENROUTER PROCESSING", and https://github.com/mnfst/llm-gateway/issues/2053 (a gateway
 * forwarded that as data).
 * @example
 * chaos.inject(keepAliveComments({ comment: 'OPENROUTER PROCESSING' }))
 */
export const keepAliveComments: FaultFactory<typeof parameters> = defineFault({
  name: 'keep-alive-comments',
  summary: 'the stream has comment lines between events',
  family: 'Stream',
  needs: ['stream'],
  shows: 'nothing',
  persistence: 'transient',
  frequency: 'occasional',
  sources: [
    'https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes',
    'https://openrouter.ai/docs/api-reference/streaming',
    'https://github.com/mnfst/llm-gateway/issues/2053',
    'https://github.com/mistralai/mistral-vibe/pull/774',
  ],
  breaks: ['streamed-equals-final', 'typed-errors'],
  parameters,
  frame: (items, { parameters: { comment } }) => commented(items, comment),
})
