import { ChatAnthropic } from '@langchain/anthropic'
import type { AIMessageChunk } from '@langchain/core/messages'
import type { Task } from '../../../../src/property/index.ts'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { within } from '../within.ts'

const tickets = [
  { id: 'ticket-1', text: 'My card was charged twice.' },
  { id: 'ticket-2', text: 'Please delete my account.' },
  { id: 'ticket-3', text: 'How do I change my address?' },
]

const isComplete = (result: AIMessageChunk | Error): result is AIMessageChunk =>
  !(result instanceof Error) && result.response_metadata['stop_reason'] === 'end_turn' && result.text !== ''

function make(): Task {
  const model = new ChatAnthropic({ apiKey: 'test', model: 'claude-haiku-4-5', maxTokens: 400, maxRetries: 0 })

  return async ({ observe, signal }) => {
    const results: (AIMessageChunk | Error)[] = await model.batch(
      tickets.map(({ text }) => `Answer this customer: ${text}`),
      { signal: within(120_000, signal), maxConcurrency: 3 },
      { returnExceptions: true },
    )
    signal?.throwIfAborted()
    const replies = results.filter(isComplete)
    const sent = replies.map((reply, index) => ({ id: tickets[index]?.id ?? '', text: reply.text }))
    for (const { id } of sent) observe.effect(`mail:${id}`)
    return { sent, failed: tickets.length - sent.length }
  }
}

export const ticketReplies: YardstickApp = {
  name: 'ticket-replies',
  story:
    'LangChain answers a batch of tickets, with exceptions returned in place, and mails each answer. The bug: failed answers are filtered out first, and the rest is matched to the tickets by position. After one failure customers get the answers to other customers.',
  sources: ['langchain-ai/langchain#35475', 'langchain-ai/langchainjs#11665', 'langchain-ai/langchain#35715'],
  faultsNeeded: 1,
  kind: 'transient',
  make,
  scripts: [
    {
      steps: [{ inject: [serverError().forPrompt('charged twice')] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        const reply = run?.journal.calls.find((call) => JSON.stringify(call.call.messages).includes('delete my account'))?.received ?? ''
        return JSON.stringify(run?.value).includes(JSON.stringify({ id: 'ticket-1', text: reply }))
          ? 'The first customer got the answer to the second.'
          : undefined
      },
    },
  ],
}
