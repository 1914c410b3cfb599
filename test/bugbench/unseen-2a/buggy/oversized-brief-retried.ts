import { setTimeout as sleep } from 'node:timers/promises'
import { Mistral } from '@mistralai/mistralai'
import { MistralError } from '@mistralai/mistralai/models/errors'
import pRetry from 'p-retry'
import { contextLengthExceeded } from '../../../../faults/index.ts'
import { handlesOverLongInput } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const brief = Array.from({ length: 60 }, (_, index) => `Paragraph ${index + 1}: the tenant shall keep the premises in good repair.`).join(
  '\n',
)

/** A provider that demands a longer wait, in ms, is not called again. */
const longestWait = 60_000

/** Milliseconds that the provider demands to wait. */
function askedWait(error: Error): number {
  return error instanceof MistralError ? Number(error.headers.get('retry-after') ?? 0) * 1_000 : 0
}

export const oversizedBriefRetried: YardstickApp = {
  name: 'oversized-brief-retried',
  story:
    'A legal assistant condenses a long contract with the Mistral SDK under p-retry. It retries whatever fails, also a request that the model will never take: a contract beyond the context window is sent six times at full length, and the client waits for minutes to learn that it is too long.',
  sources: ['SWE-agent/mini-swe-agent#921', 'devops-thiago/ThrillhouseBot#622', 'run-llama/llama_index#12947'],
  faultsNeeded: 1,
  kind: 'permanent',
  fitting: handlesOverLongInput(),
  make() {
    const mistral = new Mistral({ apiKey: 'test', timeoutMs: 30_000, retryConfig: { strategy: 'none' } })

    async function condense(signal: AbortSignal): Promise<string> {
      const reply = await mistral.chat.complete(
        { model: 'mistral-large-latest', messages: [{ role: 'user', content: `Condense this contract in five sentences.\n${brief}` }] },
        { fetchOptions: { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) } },
      )
      const choice = reply.choices?.[0]
      const text = choice?.message?.content
      if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text === '')
        throw new Error(`the summary ended with ${choice?.finishReason}`)
      return text
    }

    return async ({ signal }) =>
      pRetry(async () => condense(signal), {
        retries: 5,
        minTimeout: 2_000,
        signal,
        async shouldRetry({ error }) {
          const wait = askedWait(error)
          if (!(wait <= longestWait)) return false
          await sleep(wait, undefined, { signal })
          return true
        },
      })
  },
  scripts: [
    {
      steps: [{ inject: [contextLengthExceeded()] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        const calls = run?.journal.calls.length ?? 0
        return calls > 2 ? `The contract that is too long was sent ${calls} times.` : undefined
      },
    },
  ],
}
