import { z } from 'zod'
import { rateLimited } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }), finish_reason: z.string() })),
  usage: z.object({ total_tokens: z.number() }).optional(),
})

const dailyTokens = 3_000
const held = 1_000

/** A gateway with a budget of tokens per tenant and day. */
export const leakedReservation: YardstickApp = {
  name: 'leaked-reservation',
  story:
    "A tenant gateway calls OpenAI by fetch. It reserves 1,000 tokens before a call and replaces them by the real usage afterwards. Bug: a call that the provider refuses keeps its reservation, so a tenant is locked out for the day by the provider's failures though it has used nothing.",
  sources: ['mozilla-ai/otari#128', 'BerriAI/litellm#30519'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const spent = new Map<string, number>()
    return async ({ signal }) => {
      const day = new Date().toISOString().slice(0, 10)
      const before = spent.get(day) ?? 0
      if (before + held > dailyTokens) throw new Error(`The budget of ${dailyTokens} tokens for ${day} is used up.`)
      spent.set(day, before + held)
      const response = await fetch('https://api.openai.com/v1/chat/completions', {
        method: 'POST',
        headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Name three herbs for a shady balcony.' }] }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      })
      if (!response.ok) throw new Error(`OpenAI answered ${response.status}: ${await response.text()}`)
      const completion = Completion.parse(await response.json())
      spent.set(day, (spent.get(day) ?? held) - held + (completion.usage?.total_tokens ?? held))
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer is not complete.')
      return choice.message.content
    }
  },
  scripts: [
    {
      steps: [
        { inject: [rateLimited({ retryAfter: '20s' })] },
        { after: 60_000, inject: [rateLimited({ retryAfter: '20s' })] },
        { after: 60_000, inject: [rateLimited({ retryAfter: '20s' })] },
        { after: 60_000 },
      ],
      wrong: (runs) => (runs[3]?.[0]?.value === undefined ? `Locked out without usage: ${String(runs[3]?.[0]?.error)}` : undefined),
    },
  ],
}
