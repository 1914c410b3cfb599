import { authenticationFailed } from '../../../../faults/index.ts'
import { pause, waitAskedBy } from '../pause.ts'
import { neverSettled } from '../checks.ts'
import { noRetryOfPermanent } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Reply {
  readonly stop_reason?: string
  readonly content?: readonly { readonly type: string; readonly text?: string }[]
}

class HttpError extends Error {
  readonly headers: Headers

  constructor({ status, headers }: Response) {
    super(`HTTP ${status}`)
    this.headers = headers
  }
}

export const pollerNeverGivesUp: YardstickApp = {
  name: 'poller-never-gives-up',
  story:
    'A nightly job that calls the Messages API by fetch and waits out bad hours. Bug: it tries again after whatever goes wrong, a revoked key too, so the job never ends, nobody is told, and the report is missing in the morning.',
  sources: ['diegosouzapw/OmniRoute#1767', 'su-kaka/gcli2api#8', 'https://docs.anthropic.com/en/api/errors'],
  faultsNeeded: 1,
  kind: 'permanent',
  fitting: noRetryOfPermanent(),
  make() {
    async function report(signal: AbortSignal): Promise<string> {
      const response = await fetch('https://api.anthropic.com/v1/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': 'test', 'anthropic-version': '2023-06-01' },
        body: JSON.stringify({
          model: 'claude-sonnet-4-6',
          max_tokens: 2_000,
          messages: [{ role: 'user', content: 'Write the nightly report.' }],
        }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      })
      if (!response.ok) throw new HttpError(response)
      const { stop_reason: stop, content = [] } = (await response.json()) as Reply
      const text = content.map((block) => block.text ?? '').join('')
      if (stop !== 'end_turn' || text === '') throw new Error(`The report stopped by ${stop ?? 'nothing'}.`)
      return text
    }

    return async ({ signal }) => {
      for (let wait = 5_000; ; wait = Math.min(wait * 2, 600_000)) {
        try {
          return await report(signal)
        } catch (error) {
          signal.throwIfAborted()
          const asked = error instanceof HttpError ? waitAskedBy(error.headers) : 0
          await pause(Math.max(asked, wait) * (1 + Math.random() / 2), signal)
        }
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [authenticationFailed()] }],
      wrong: (runs) => (neverSettled(runs[0]![0]!) ? 'The job goes on for ever with a revoked key.' : undefined),
    },
  ],
}
