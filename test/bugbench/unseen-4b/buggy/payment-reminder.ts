import Anthropic from '@anthropic-ai/sdk'
import { ExponentialBackoff, handleType, retry, TaskCancelledError, timeout, TimeoutStrategy, wrap } from 'cockatiel'
import type { Task } from '../../../../src/property/index.ts'
import { slowFirstToken } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

function make(): Task {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 0 })
  const policy = wrap(
    retry(handleType(TaskCancelledError), { maxAttempts: 2, backoff: new ExponentialBackoff({ initialDelay: 1000 }) }),
    timeout(20_000, TimeoutStrategy.Aggressive),
  )

  return async ({ observe, signal }) => {
    const writeAndSend = async (): Promise<string> => {
      const draft = await client.messages.create({
        model: 'claude-sonnet-4-6',
        max_tokens: 600,
        messages: [{ role: 'user', content: 'Write a friendly reminder for invoice 88, due on Friday.' }],
      })
      const text = draft.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (draft.stop_reason !== 'end_turn' || text.trim() === '') throw new Error(`The draft is not usable: ${String(draft.stop_reason)}`)
      observe.effect('mail:invoice-88')
      return text
    }
    return policy.execute(writeAndSend, signal)
  }
}

export const paymentReminder: YardstickApp = {
  name: 'payment-reminder',
  story:
    'A cockatiel policy of retry around an aggressive timeout writes and mails a payment reminder. The bug: the function ignores the signal of the policy, so a draft that timed out goes on, and is mailed too when it comes late. The customer gets two different reminders.',
  sources: ['connor4312/cockatiel readme.md (timeout, TimeoutStrategy.Aggressive)', 'pagerinc/minion#221', 'axios/axios#4042'],
  faultsNeeded: 1,
  kind: 'effects',
  make,
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '40s' }).first(1)] }],
      wrong: (runs) => ((runs[0]?.[0]?.effects.length ?? 0) > 1 ? 'The reminder was mailed twice.' : undefined),
    },
  ],
}
