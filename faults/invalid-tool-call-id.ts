import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  kind: z.enum(['missing', 'same']).default('missing').describe('how the ids are broken'),
})

/**
 * The id of a tool call is missing, or two calls have the same one, so a result can be assigned to the wrong call.
 * With `same`, a single call is sent twice with its id.
 * Reported in: https://github.com/vercel/ai/pull/19091 (empty ids) and https://github.com/can1357/oh-my-pi/issues/2055 (one id for two calls).
 * @example
 * chaos.inject(invalidToolCallId({ kind: 'same' }))
 */
export const invalidToolCallId: FaultFactory<typeof parameters> = defineFault({
  name: 'invalid-tool-call-id',
  summary: 'a tool call id is missing or used twice',
  family: 'Structured output and tools',
  needs: ['tools'],
  shows: 'wrong-tool-call',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/vercel/ai/pull/19091', 'https://github.com/can1357/oh-my-pi/issues/2055'],
  breaks: ['acts-only-on-complete-calls', 'at-most-once'],
  parameters,
  answer(reply, { parameters: { kind } }) {
    const calls = reply.parts.filter((part) => part.type === 'tool-call')
    const [first] = calls
    if (first === undefined) return reply
    const id = kind === 'missing' ? '' : first.id
    const parts = reply.parts.map((part) => (part.type === 'tool-call' ? { ...part, id } : part))
    return { ...reply, parts: kind === 'same' && calls.length === 1 ? [...parts, { ...first }] : parts }
  },
})
