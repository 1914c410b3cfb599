import { setTimeout as sleep } from 'node:timers/promises'
import { Mistral } from '@mistralai/mistralai'
import { MistralError } from '@mistralai/mistralai/models/errors'
import { overloaded } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

type Report =
  | { readonly ok: true; readonly text: string; readonly tries: number }
  | { readonly ok: false; readonly reason: string; readonly tries: number }

const isForGood = (error: unknown): boolean =>
  error instanceof MistralError && error.statusCode >= 400 && error.statusCode < 500 && ![408, 409, 429].includes(error.statusCode)

/** The wait that a provider demands, in ms. */
function askedWait(error: unknown): number {
  const seconds = error instanceof MistralError ? Number(error.headers.get('retry-after') ?? 0) : 0
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 0
}

/** A nightly job with time: tries for about an hour, with pauses that double up to ten minutes. */
class NightJob {
  readonly #client = new Mistral({ apiKey: 'test', retryConfig: { strategy: 'none' } })

  async #once(signal: AbortSignal): Promise<string> {
    const { choices } = await this.#client.chat.complete(
      { model: 'mistral-large-latest', messages: [{ role: 'user', content: "Write the summary of yesterday's tickets." }] },
      { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
    )
    const [choice] = choices
    if (choice?.finishReason !== 'stop' || typeof choice.message?.content !== 'string' || choice.message.content === '')
      throw new Error('The summary is not complete.')
    return choice.message.content
  }

  async run(signal: AbortSignal): Promise<Report> {
    const deadline = Date.now() + 3_600_000
    for (let tries = 1; ; tries++) {
      try {
        return { ok: true, text: await this.#once(signal), tries }
      } catch (error) {
        signal.throwIfAborted()
        const pause = Math.max(askedWait(error), Math.min(1_000 * 2 ** tries, 600_000) * (0.5 + Math.random() / 2))
        if (isForGood(error) || Date.now() + pause > deadline)
          return { ok: false, reason: error instanceof Error ? error.message : String(error), tries }
        await sleep(pause, undefined, { signal })
      }
    }
  }
}

export const patientWorker: YardstickApp = {
  name: 'patient-worker',
  story:
    'A nightly job has time: it tries for up to an hour with growing pauses, waits as long as it is asked to, gives up at once on what is refused for good, and returns { ok: false } with the reason. The value counts the tries.',
  sources: ['syifan/thebotcompany#96', 'mistralai/client-ts src/lib/retries.ts', 'sindresorhus/p-retry readme.md'],
  kind: 'transient',
  make() {
    const job = new NightJob()
    return ({ signal }) => job.run(signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => (value as Report).ok,
      within: 3_800_000,
      fault: (run) => ((run.value as Report | undefined)?.ok ? untold(run, (run.value as { text: string }).text) : undefined),
    },
    {
      steps: [{ inject: [overloaded().between(0, '20m')] }],
      wrong: ([step]) => ((step?.[0]?.value as Report | undefined)?.ok ? undefined : 'It does not outlast twenty minutes of overload.'),
    },
  ),
}
