import type Anthropic from '@anthropic-ai/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FinishReason, ReplyPart } from '../../../src/engine/model/reply.ts'
import { clientOf, question } from './emulated.ts'

const words = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.lorem({ maxCount: 400, mode: 'words' }),
  fc.constant(''),
  fc.constant('\u2028 "quoted"\\ \r\n\ndata: x\n\n'),
)

const toolCall = fc.record({
  type: fc.constant('tool-call' as const),
  id: fc.stringMatching(/^toolu_01[a-zA-Z0-9]{22}$/),
  name: fc.stringMatching(/^[a-zA-Z0-9_-]{1,64}$/),
  arguments: fc
    .dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true })
    .map((input) => JSON.stringify(input)),
})

const part: fc.Arbitrary<ReplyPart> = fc.oneof(
  fc.record({ type: fc.constantFrom('text' as const, 'reasoning' as const, 'refusal' as const), text: words }),
  toolCall,
)

const finish = fc.constantFrom<FinishReason>('stop', 'length', 'tool-calls', 'content-filter', 'refusal')
const stopReason = { stop: 'end_turn', length: 'max_tokens', 'tool-calls': 'tool_use', 'content-filter': 'refusal', refusal: 'refusal' }

const usage = fc.record({ inputTokens: fc.nat(), outputTokens: fc.nat(), reasoningTokens: fc.nat(), cachedInputTokens: fc.constant(0) })

/** What the client must see of the parts of a reply. */
function visible(parts: readonly ReplyPart[], thinking: boolean): unknown[] {
  return parts.flatMap((given): unknown[] => {
    if (given.type === 'tool-call') return [['tool_use', given.id, given.name, JSON.parse(given.arguments)]]
    if (given.type === 'reasoning') return thinking ? [['thinking', given.text]] : []
    return [['text', given.text]]
  })
}

function seen({ content }: Anthropic.Message): unknown[] {
  return content.map((block) => {
    if (block.type === 'tool_use') return ['tool_use', block.id, block.name, block.input]
    if (block.type === 'thinking') return ['thinking', block.thinking]
    return [block.type, block.type === 'text' ? block.text : undefined]
  })
}

describe('the official SDK reads what went in', () => {
  const law = fc.record({ parts: fc.array(part, { maxLength: 12 }), finish, usage, thinking: fc.boolean() })
  const params = (thinking: boolean): Anthropic.MessageCreateParamsNonStreaming => ({
    ...question,
    ...(thinking ? { thinking: { type: 'adaptive' } } : {}),
  })

  it('from a body', () =>
    fc.assert(
      fc.asyncProperty(law, async ({ thinking, ...answer }) => {
        const message = await clientOf(answer).messages.create(params(thinking))
        expect(seen(message)).toEqual(visible(answer.parts, thinking))
        expect(message.stop_reason).toBe(stopReason[answer.finish])
        expect(message.usage).toMatchObject({ input_tokens: answer.usage.inputTokens, output_tokens: answer.usage.outputTokens })
      }),
    ))

  it('from a stream', () =>
    fc.assert(
      fc.asyncProperty(law, async ({ thinking, ...answer }) => {
        const message = await clientOf(answer).messages.stream(params(thinking)).finalMessage()
        expect(seen(message)).toEqual(visible(answer.parts, thinking))
        expect(message.stop_reason).toBe(stopReason[answer.finish])
        expect(message.usage).toMatchObject({ input_tokens: answer.usage.inputTokens, output_tokens: answer.usage.outputTokens })
      }),
    ))

  it('alike from both, ids and signatures included', () =>
    fc.assert(
      fc.asyncProperty(law, fc.string(), async ({ thinking, ...answer }, seed) => {
        const client = clientOf(answer, seed)
        const streamed = await client.messages.stream(params(thinking)).finalMessage()
        const whole = await clientOf(answer, seed).messages.create(params(thinking))
        expect(JSON.parse(JSON.stringify({ ...streamed, parsed_output: undefined }))).toEqual(JSON.parse(JSON.stringify(whole)))
      }),
    ))
})
