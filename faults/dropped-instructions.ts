import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The model ignores the system prompt, including its rules, tone and limits.
 * Reported in: an agent that deleted a production database during a declared freeze, 2025-07 (incidentdatabase.ai/cite/1152).
 * @example
 * chaos.inject(droppedInstructions().chance(0.2))
 */
export const droppedInstructions: FaultFactory<typeof parameters> = defineFault({
  name: 'dropped-instructions',
  summary: 'the model ignores the system prompt',
  family: 'Context',
  needs: ['system-prompt'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://incidentdatabase.ai/cite/1152/', 'https://arxiv.org/abs/2505.06120'],
  breaks: ['keeps-required-context', 'never-acts-on-injected'],
  parameters,
  perceive(call, { note }) {
    const messages = call.messages.filter((message) => message.role !== 'system')
    if (messages.length === call.messages.length) return call
    note(`read ${messages.length} of ${call.messages.length} messages`)
    return { ...call, messages }
  },
})
