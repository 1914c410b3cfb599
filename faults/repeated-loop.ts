import { z } from 'zod'
import { defineFault, saying, textOfParts, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  times: z.int().min(2).max(1_000).default(50).describe('how often the last word is repeated'),
})

/**
 * The model repeats one word until it reaches the token limit.
 * Reported in: https://github.com/anthropics/claude-code/issues/82803, one token 32,000 times, and https://github.com/QwenLM/qwen-code/issues/1403.
 * @example
 * chaos.inject(repeatedLoop({ times: 200 }))
 */
export const repeatedLoop: FaultFactory<typeof parameters> = defineFault({
  name: 'repeated-loop',
  summary: 'the model repeats one word up to the token limit',
  family: 'Answer content',
  needs: ['generation'],
  shows: 'incomplete',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/anthropics/claude-code/issues/82803', 'https://github.com/QwenLM/qwen-code/issues/1403'],
  breaks: ['spends-at-most', 'schema-valid-or-error', 'settles-within'],
  parameters,
  answer(reply, { parameters: { times } }) {
    const words = textOfParts(reply.parts.filter(({ type }) => type === 'text')).split(' ')
    const said = words.slice(0, Math.ceil(words.length / 2))
    const last = said.at(-1)!
    return last === '' ? reply : saying(reply, [...said, ...Array.from({ length: times }, () => last)].join(' '), 'length')
  },
})
