import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

interface Completion {
  readonly choices: readonly { readonly message: { readonly content: string | null }; readonly finish_reason: string }[]
}

/** What went wrong at the provider. The caller decides whether to try again. */
class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly status: number | undefined
  readonly mayRetry: boolean

  constructor(message: string, { status, cause }: { status?: number; cause?: unknown }) {
    super(message, { cause })
    this.status = status
    this.mayRetry = status === undefined || status === 408 || status === 429 || status >= 500
  }
}

async function complete(prompt: string, signal: AbortSignal): Promise<string> {
  try {
    const response = await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: prompt }] }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
    })
    if (!response.ok) throw new ProviderError(`OpenAI answered ${response.status}: ${await response.text()}`, { status: response.status })
    const { choices } = (await response.json()) as Completion
    if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content)
      throw new ProviderError('The answer of OpenAI is not complete.', {})
    return choices[0].message.content
  } catch (cause) {
    if (cause instanceof ProviderError) throw cause
    throw new ProviderError(signal.aborted ? 'Stopped.' : 'OpenAI could not be reached, or its answer not be read.', { cause })
  }
}

export const neverRetries: YardstickApp = {
  name: 'never-retries',
  story:
    'A function behind a queue that retries by itself: it asks once, within 30 s, and hands every failure on as an error that says whether another try can help.',
  sources: ['openai/openai-node src/core/error.ts', 'cloudflare/cloudflare-docs#7796'],
  kind: 'transient',
  make:
    () =>
    ({ signal }) =>
      complete('Which documents does a parcel to Serbia need?', signal),
  scripts: ordeals({
    isFull: (value) => typeof value === 'string' && value !== '',
    fault(run) {
      if (run.error !== undefined) return run.error instanceof ProviderError ? undefined : `It rejects with ${String(run.error)}.`
      return untold(run, run.value as string)
    },
  }),
}
