import { rateLimited } from '../../../../faults/index.ts'
import { askedWait } from '../pause.ts'
import { abortPropagates } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Completion {
  readonly choices?: readonly { readonly finish_reason?: string; readonly message?: { readonly content?: string } }[]
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** A request that ends when the user goes away, and after a minute. */
async function request(user: AbortSignal): Promise<Response> {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const timer = setTimeout(abort, 60_000)
  user.addEventListener('abort', abort, { once: true })
  try {
    const response = await fetch('https://openrouter.ai/api/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
      body: JSON.stringify({
        model: 'openai/gpt-4o',
        messages: [{ role: 'user', content: 'Draft an answer to the complaint of Ms Berg.' }],
      }),
      signal: controller.signal,
    })
    return new Response(await response.text(), { status: response.status, headers: response.headers })
  } finally {
    clearTimeout(timer)
    user.removeEventListener('abort', abort)
  }
}

export const abortMissedInBackoff: YardstickApp = {
  name: 'abort-missed-in-backoff',
  story:
    'A mail client drafts answers over OpenRouter with fetch and waits as long as a 429 asks. It listens for the abort of the user, but only while a request runs. A user who cancels during the wait is not heard: the next request is sent and paid, and the draft overwrites what the user has begun to type.',
  sources: ['vercel/ai#7656', 'strands-agents/harness-sdk#4250', 'openai/openai-node#2580'],
  faultsNeeded: 1,
  kind: 'abort',
  fitting: abortPropagates(),
  make() {
    return async ({ observe, signal }) => {
      for (let attempt = 1; ; attempt += 1) {
        const response = await request(signal)
        if (response.status === 429 && attempt < 4) {
          await sleep(askedWait(response.headers) || 2_000 * 2 ** attempt)
          continue
        }
        if (!response.ok) throw new Error(`OpenRouter answered with ${response.status}.`)
        const [choice] = ((await response.json()) as Completion).choices ?? []
        if (choice?.finish_reason !== 'stop' || !choice.message?.content) throw new Error('The draft is incomplete.')
        observe.effect('put draft into mail 31')
        return choice.message.content
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [rateLimited({ retryAfter: '10s' }).first(1)], abortAfter: 3_000 }],
      wrong(steps) {
        const run = steps[0]?.[0]
        return run !== undefined && run.settledAfter > 3_000 && run.effects.length > 0
          ? 'The draft was written after the user had cancelled it.'
          : undefined
      },
    },
  ],
}
