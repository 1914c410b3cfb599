import Anthropic from '@anthropic-ai/sdk'
import { slowFirstToken } from '../../../../faults/index.ts'
import { abortPropagates } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const tenants = ['flat-1', 'flat-2', 'flat-3', 'flat-4', 'flat-5']

export const stopSendsTheRest: YardstickApp = {
  name: 'stop-sends-the-rest',
  story:
    'A property manager lets Claude write a reminder to each tenant and sends them one by one. The stop button is looked at before the first letter only: whoever notices a mistake and stops the batch finds that all the other letters were written, paid for and sent.',
  sources: ['MervinPraison/PraisonAI#4300', 'intrafind/ihub-apps#1683', 'continuedev/continue#8208'],
  faultsNeeded: 1,
  kind: 'abort',
  fitting: abortPropagates(),
  make() {
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 2, logLevel: 'off' })

    async function write(tenant: string): Promise<string> {
      const message = await anthropic.messages.create(
        {
          model: 'claude-sonnet-4-6',
          max_tokens: 500,
          messages: [{ role: 'user', content: `Write a friendly reminder of the rent to the tenant of ${tenant}.` }],
        },
        { signal: AbortSignal.timeout(60_000) },
      )
      const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (message.stop_reason !== 'end_turn' || text === '') throw new Error(`the letter to ${tenant} ended with ${message.stop_reason}`)
      return text
    }

    const sent = new Set<string>()
    return async ({ observe, signal }) => {
      signal.throwIfAborted()
      for (const tenant of tenants) {
        if (sent.has(tenant)) continue
        await write(tenant)
        if (sent.has(tenant)) continue
        sent.add(tenant)
        observe.effect(`letter:${tenant}`)
      }
      return { sent: [...sent] }
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '20s' })], abortAfter: 30_000 }],
      wrong(steps) {
        const run = steps[0]?.[0]
        if (run === undefined || run.settledAfter < 60_000) return undefined
        return run.effects.length > 2 ? `${run.effects.length} letters went out, most of them after the stop.` : undefined
      },
    },
  ],
}
