import { z } from 'zod'
import { conversationOf, defineFault, type Call, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  share: z.number().min(0).max(1).default(0.65).describe('the share of those that fail'),
  by: z.enum(['question', 'conversation', 'model']).default('question').describe('which calls fail together'),
})

const identities: Readonly<Record<'question' | 'conversation' | 'model', (call: Call) => string>> = {
  question: ({ key }) => key,
  conversation: conversationOf,
  model: ({ model }) => model,
}

/**
 * Some calls always fail and others never do, by model, by conversation or by request. The mean error rate describes neither group.
 * Reported in: OpenAI on 2023-10-19, a cache that lost shards: some keys always failed and others rarely
 * (status.openai.com/incidents/fk0tcbydtybr).
 * @example
 * chaos.inject(partialOutage({ share: 0.65, by: 'conversation' }))
 */
export const partialOutage: FaultFactory<typeof parameters> = defineFault({
  name: 'partial-outage',
  summary: 'some calls always fail and others never',
  family: 'Outages',
  needs: [],
  shows: '5xx',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://status.openai.com/incidents/fk0tcbydtybr'],
  breaks: ['falls-back', 'isolates-tenants', 'retries-at-most'],
  parameters,
  admit: (call, { parameters: { share, by }, drawnFor }) =>
    drawnFor(identities[by](call)).chance(share) ? { kind: 'server-error' } : undefined,
})
