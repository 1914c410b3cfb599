import { typedEvent, type OpenPart, type Frame, type FrameRole, type Exchange, type StreamEncoder } from '../../../kit.ts'
import { drawSignature, type Ids } from '../ids.ts'
import { containerOf, hostedUsage, hostedUsesOf, type ContentBlock, type HostedUse } from './hosted-tools.ts'
import { finalUsage, messageOf, notStopped, startingUsage, stopOf } from './message.ts'
import { errorEvent } from '../problem.ts'
import { thinkingDisplay } from './thinking.ts'

const ping = typedEvent('ping', { type: 'ping' })

function emptyBlock(part: OpenPart): unknown {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return { type: 'text', text: '', citations: null }
    case 'reasoning':
      return { type: 'thinking', thinking: '', signature: '' }
    case 'tool-call':
      return { type: 'tool_use', id: part.id, name: part.name, input: {}, caller: { type: 'direct' } }
  }
}

function deltaOf(part: OpenPart, text: string): unknown {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return { type: 'text_delta', text }
    case 'reasoning':
      return { type: 'thinking_delta', thinking: text }
    case 'tool-call':
      return { type: 'input_json_delta', partial_json: text }
  }
}

/**
 * A reply as server-sent events (https://docs.claude.com/en/docs/build-with-claude/streaming). A ping follows the start of
 * the first block, as in recorded streams. Blocks are numbered in order. Reasoning that was not requested has no number.
 */
export function messageStream(exchange: Exchange, ids: Ids): StreamEncoder {
  const display = thinkingDisplay(exchange)
  const isHidden = (part: OpenPart): boolean => part.type === 'reasoning' && display === 'none'
  let block = -1
  let stopSequence: string | undefined
  let uses: readonly HostedUse[] | undefined
  const delta = (role: FrameRole, content: unknown): Frame =>
    typedEvent(role, { type: 'content_block_delta', index: block, delta: content })
  const started = (content: unknown): Frame[] => {
    block++
    const frame = typedEvent('opening', { type: 'content_block_start', index: block, content_block: content })
    return block === 0 ? [frame, ping] : [frame]
  }
  const stopped = (): Frame => typedEvent('opening', { type: 'content_block_stop', index: block })
  /** A block that is complete at once, except for its input, which is streamed like that of any call. */
  const whole = (content: ContentBlock, input?: unknown): Frame[] => [
    ...started(input === undefined ? content : { ...content, input: {} }),
    ...(input === undefined ? [] : [delta('opening', { type: 'input_json_delta', partial_json: JSON.stringify(input) })]),
    stopped(),
  ]
  const used = (part: OpenPart): Frame[] => {
    if (uses !== undefined || part.type === 'reasoning') return []
    uses = hostedUsesOf(exchange, part.type === 'tool-call' ? 'call' : 'words')
    return uses.flatMap(({ call, result }) => [...whole(call, call.input), ...whole(result)])
  }
  return {
    start(reply) {
      stopSequence = reply.stopSequence
      const usage = reply.usage === undefined ? undefined : startingUsage(reply.usage)
      return [typedEvent('opening', { type: 'message_start', message: messageOf(reply, ids, [], notStopped, usage) })]
    },
    open(part) {
      if (isHidden(part)) return []
      const frames = [...used(part), ...started(emptyBlock(part))]
      // The API starts a call's arguments with an empty delta.
      if (part.type === 'tool-call') frames.push(delta('opening', deltaOf(part, '')))
      return frames
    },
    delta(text, part) {
      if (part.type !== 'reasoning') return [delta('delta', deltaOf(part, text))]
      return display === 'summarized' ? [delta('reasoning', deltaOf(part, text))] : []
    },
    closePart(part) {
      if (isHidden(part)) return []
      const signed =
        part.type === 'reasoning' ? [delta('reasoning', { type: 'signature_delta', signature: drawSignature(exchange.random) })] : []
      return [...signed, stopped()]
    },
    ping: () => [ping],
    finish: (reason, usage) => [
      {
        ...typedEvent('finish', {
          type: 'message_delta',
          delta: { ...stopOf(reason, stopSequence), container: containerOf(uses ?? [], exchange) },
          ...(usage === undefined ? {} : { usage: finalUsage(usage, hostedUsage(uses ?? [])) }),
        }),
        reportsUsage: true,
      },
      { ...typedEvent('terminal', { type: 'message_stop' }), completes: true },
    ],
    problem: (problem) => [typedEvent('problem', errorEvent(problem, exchange, ids.request) as { type: 'error' })],
  }
}
