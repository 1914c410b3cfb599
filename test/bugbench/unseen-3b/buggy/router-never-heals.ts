import OpenAI from 'openai'
import { overloaded } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Deployment {
  readonly model: string
  healthy: boolean
  coolsUntil: number
}

export const routerNeverHeals: YardstickApp = {
  name: 'router-never-heals',
  story:
    'A router spreads questions over three models, and lets one that failed cool down for a minute. A failure also clears the health flag of the deployment, which only a background probe would set again, and that probe is off by default. After one bad minute the router has no healthy deployment until somebody restarts it.',
  sources: ['deltawi/deltallm#247', 'BerriAI/litellm#34836'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 30_000 })
    const deployments: Deployment[] = ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1-mini'].map((model) => ({ model, healthy: true, coolsUntil: 0 }))
    const isTransient = (error: unknown): boolean =>
      error instanceof OpenAI.APIError && (error.status === undefined || error.status === 429 || error.status >= 500)

    return async ({ signal }) => {
      const tried: string[] = []
      for (const deployment of deployments) {
        if (!deployment.healthy || deployment.coolsUntil > Date.now()) continue
        tried.push(deployment.model)
        try {
          const completion = await client.chat.completions.create(
            { model: deployment.model, messages: [{ role: 'user', content: 'When does the shop open?' }] },
            { signal },
          )
          const [choice] = completion.choices
          if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`${deployment.model} gave no complete answer.`)
          return { answer: choice.message.content, model: deployment.model }
        } catch (error) {
          if (signal.aborted || !isTransient(error)) throw error
          deployment.healthy = false
          deployment.coolsUntil = Date.now() + 60_000
        }
      }
      throw new Error(`No healthy deployment. Tried: ${tried.join(', ') || 'none'}.`)
    }
  },
  scripts: [
    {
      steps: [{ inject: [overloaded()] }, { after: 24 * 3_600_000 }],
      wrong(steps) {
        const dayAfter = steps[1]?.[0]
        if (dayAfter?.error === undefined || dayAfter.journal.calls.length > 0) return undefined
        return 'A day after the outage the router still calls no model.'
      },
    },
  ],
}
