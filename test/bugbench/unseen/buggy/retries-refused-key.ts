import OpenAI from 'openai'
import pRetry from 'p-retry'
import { authenticationFailed } from '../../../../faults/index.ts'
import { noRetryOfPermanent } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** Names the intent of a voice command. The SDK does not retry, since this does. */
function makeIntents(): (command: string, signal: AbortSignal) => Promise<string> {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 15_000 })
  return (command, signal) =>
    pRetry(
      async () => {
        const completion = await client.chat.completions.create(
          { model: 'gpt-4o-mini', messages: [{ role: 'user', content: `Name the intent of this command: ${command}` }] },
          { signal },
        )
        const [choice] = completion.choices
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The model gave no intent.')
        return choice.message.content
      },
      { retries: 5, minTimeout: 1_000, maxTimeout: 60_000, factor: 2, randomize: true, signal },
    )
}

export const retriesRefusedKey: YardstickApp = {
  name: 'retries-refused-key',
  story:
    'A voice assistant retries with p-retry up to five times. It does not tell failures apart: a key that was revoked is tried six times over half a minute, while the user stands before the door, and the provider counts six failed logins per command.',
  sources: ['sindresorhus/p-retry readme.md (shouldRetry)', 'tbphp/gpt-load#407', 'nexu-io/open-design#4798'],
  faultsNeeded: 1,
  kind: 'permanent',
  fitting: noRetryOfPermanent(),
  make() {
    const intentOf = makeIntents()
    return ({ signal }) => intentOf('open the garage', signal)
  },
  scripts: [
    {
      steps: [{ inject: [authenticationFailed()] }],
      wrong: ([step]) => {
        const calls = step?.[0]?.journal.calls.length ?? 0
        return calls > 2 ? `A key that was refused is tried ${calls} times.` : undefined
      },
    },
  ],
}
