import { z } from 'zod'
import { RecentMap, conversationOf, defineFault, type FaultFactory, type ReplyPart } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The call gets the answer of another conversation: well-formed, plausible, and with someone else's data. It is the
 * latest answer that another conversation received in the same run, so the fault needs two conversations (with a different system prompt or
 * first question) and never fires on the first.
 * Reported in: OpenAI on 2023-03-20, whose cache returned other users' chats (openai.com/index/march-20-chatgpt-outage).
 * @example
 * chaos.inject(misroutedAnswer().chance(0.01))
 */
export const misroutedAnswer: FaultFactory<typeof parameters> = defineFault({
  name: 'misrouted-answer',
  summary: 'the call gets the answer to another conversation',
  family: 'Answer content',
  needs: ['generation', 'earlier-calls'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://openai.com/index/march-20-chatgpt-outage/'],
  breaks: ['isolates-tenants', 'guardrail-catches'],
  parameters,
  state: (): Map<string, { last: readonly ReplyPart[] }> => new RecentMap(),
  answer(reply, { call, state }) {
    const own = conversationOf(call)
    const foreign = [...state].findLast(([conversation]) => conversation !== own)?.[1].last
    const known = state.get(own)
    // In the order in which the conversations began.
    if (known === undefined) state.set(own, { last: reply.parts })
    else known.last = reply.parts
    return foreign === undefined
      ? reply
      : { ...reply, parts: foreign, finish: foreign.some(({ type }) => type === 'tool-call') ? 'tool-calls' : 'stop', facts: [] }
  },
})
