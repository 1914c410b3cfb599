import { rateLimited } from '../../../../faults/index.ts'
import { abortPropagates } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Completion {
  readonly choices: readonly { readonly message: { readonly content: string | null }; readonly finish_reason: string }[]
}

class Refused extends Error {}

async function once(prompt: string, signal: AbortSignal): Promise<string> {
  const response = await fetch('https://openrouter.ai/api/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({ model: 'openai/gpt-4o', messages: [{ role: 'user', content: prompt }] }),
    signal,
  })
  if (response.status >= 400 && response.status < 429) throw new Refused(`OpenRouter refused the request with ${response.status}.`)
  if (!response.ok) throw new Error(`OpenRouter answered ${response.status}.`)
  const { choices } = (await response.json()) as Completion
  if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content) throw new Error('The answer is not complete.')
  return choices[0].message.content
}

/** Tries five times, with pauses that double, and a limit of 30 s for each attempt. */
async function ask(prompt: string, signal: AbortSignal): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      const limit = AbortSignal.timeout(30_000)
      return await once(prompt, attempt === 1 ? AbortSignal.any([signal, limit]) : limit)
    } catch (error) {
      if (error instanceof Refused || attempt === 5 || (attempt === 1 && signal.aborted)) throw error
      await new Promise((resolve) => void setTimeout(resolve, 1_000 * 2 ** attempt))
    }
  }
}

export const abortRetried: YardstickApp = {
  name: 'abort-retried',
  story:
    'A client retries by hand. The signal is passed to the first attempt only: a user who clicks "Stop" during the retries keeps paying, and still sees the answer appear.',
  sources: ['Aaryan-Kapoor/Surface#28', 'BerriAI/litellm#31499', 'TYRMars/Jarvis#341'],
  faultsNeeded: 1,
  kind: 'abort',
  fitting: abortPropagates(),
  make:
    () =>
    ({ signal }) =>
      ask('Summarize the terms of carriage.', signal),
  scripts: [
    {
      steps: [{ inject: [rateLimited()], abortAfter: 3_500 }],
      wrong: ([step]) => {
        const late = step?.[0]?.journal.calls.filter(({ startedAt }) => startedAt > 3_700).length ?? 0
        return late > 0 ? `${late} more requests after the user has stopped it.` : undefined
      },
    },
  ],
}
