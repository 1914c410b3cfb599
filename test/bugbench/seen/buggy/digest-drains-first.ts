import OpenAI from 'openai'
import { overloaded } from '../../../../faults/index.ts'
import { day } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const digestDrainsFirst: YardstickApp = {
  name: 'digest-drains-first',
  story:
    'Mails a daily digest of the notices that came in. Bug: the queue is emptied before the digest is written, so on a day when the model fails the notices of that day are gone, and nobody ever reads them.',
  sources: ['SynapseKit/SynapseKit#551', 'BaseIntelligence/bounty-challenge#5931'],
  faultsNeeded: 1,
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 60_000, maxRetries: 2 })
    const queue: string[] = []
    let notices = 0

    return async ({ observe, signal }) => {
      queue.push(`notice ${++notices}`)
      const batch = queue.splice(0)
      const response = await client.responses.create(
        { model: 'gpt-4o', input: `Write a digest of these notices: ${batch.join('; ')}` },
        { signal },
      )
      if (response.status !== 'completed' || response.output_text === '') throw new Error(`The digest is ${response.status ?? 'empty'}.`)
      for (const notice of batch) observe.effect(`mail ${notice}`)
      return { mailed: batch.length, digest: response.output_text }
    }
  },
  scripts: [
    {
      steps: [{ inject: [overloaded().first(3)] }, { after: day }],
      wrong: (runs) => {
        const mailed = runs.flat().flatMap(({ effects }) => effects)
        return mailed.includes('mail notice 1') ? undefined : 'The notice of the first day was never mailed.'
      },
    },
  ],
}
