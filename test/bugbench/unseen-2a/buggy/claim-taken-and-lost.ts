import { createAnthropic } from '@ai-sdk/anthropic'
import { generateText, Output } from 'ai'
import { z } from 'zod'
import { overloaded } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const routing = z.object({ department: z.enum(['motor', 'household', 'travel']), urgent: z.boolean() })

export const claimTakenAndLost: YardstickApp = {
  name: 'claim-taken-and-lost',
  story:
    'A background worker of an insurer takes the next claim from the inbox, lets Claude choose the department and files it. The claim has left the inbox before the model is asked: if the call fails, the job fails loudly, and the claim is gone. No later run files it, and the customer waits forever.',
  sources: ['nicholasbraun/job-crawler-poc#291', 'Azure-Samples/azure-search-openai-demo#1415'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const anthropic = createAnthropic({ apiKey: 'test' })
    const inbox = [
      { id: 'claim-1', text: 'Hail has dented the roof of my car.' },
      { id: 'claim-2', text: 'Water from the flat above has ruined my carpet.' },
      { id: 'claim-3', text: 'My suitcase did not arrive in Porto.' },
    ]
    return async ({ observe, signal }) => {
      const claim = inbox.shift()
      if (claim === undefined) return { idle: true }
      const { output } = await generateText({
        model: anthropic('claude-sonnet-4-6'),
        output: Output.object({ schema: routing }),
        prompt: `Choose the department for this insurance claim: ${claim.text}`,
        maxRetries: 2,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      })
      observe.effect(`file:${claim.id}`)
      return { filed: claim.id, ...output }
    }
  },
  scripts: [
    {
      steps: [{ inject: [overloaded()] }, { after: 60_000 }, { after: 3_600_000 }, { after: 86_400_000 }],
      wrong(steps) {
        const filed = steps.flat().flatMap(({ effects }) => effects)
        const isIdle = steps.flat().some(({ value }) => (value as { idle?: boolean } | undefined)?.idle === true)
        return isIdle && !filed.includes('file:claim-1') ? 'The inbox is empty, and claim-1 was never filed.' : undefined
      },
    },
  ],
}
