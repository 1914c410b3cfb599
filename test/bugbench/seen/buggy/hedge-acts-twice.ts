import OpenAI from 'openai'
import { slowFirstToken } from '../../../../faults/index.ts'
import { atMostOnce } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const hedgeActsTwice: YardstickApp = {
  name: 'hedge-acts-twice',
  story:
    'Writes the confirmation of a booking and mails it; when the model is slow, a second request goes out beside the first. Bug: the mail is sent where an answer arrives, and the slower request is left running, so customers get two mails.',
  sources: ['ComposioHQ/composio#3654', 'crewAIInc/crewAI#5802'],
  faultsNeeded: 1,
  kind: 'race',
  fitting: atMostOnce(),
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 0 })

    return async ({ observe, signal }) => {
      async function confirm(): Promise<string> {
        const completion = await client.chat.completions.create(
          { model: 'gpt-4o', messages: [{ role: 'user', content: 'Confirm booking B-2210 in two sentences.' }] },
          { signal },
        )
        const choice = completion.choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The mail is incomplete.')
        observe.effect('mail B-2210')
        return choice.message.content
      }

      const first = confirm()
      const isSlow = await Promise.race([
        first.then(
          () => false,
          () => false,
        ),
        new Promise<boolean>((resolve) => {
          setTimeout(() => resolve(true), 4_000)
        }),
      ])
      return isSlow && !signal.aborted ? Promise.any([first, confirm()]) : first
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '10s' }).first(1)] }, { after: 60_000 }],
      wrong: (runs) => {
        const mails = runs[0]![0]!.effects.length
        return mails > 1 ? `${mails} mails went out.` : undefined
      },
    },
  ],
}
