import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface ChatBody {
  readonly choices?: readonly { readonly message: { readonly content: string | null }; readonly finish_reason: string }[]
  readonly error?: { readonly message: string }
  readonly message?: string
}

const hosts = [
  { url: 'https://openrouter.ai/api/v1/chat/completions', model: 'mistralai/mistral-large' },
  { url: 'https://api.mistral.ai/v1/chat/completions', model: 'mistral-large-latest' },
]

async function post(
  { url, model }: (typeof hosts)[number],
  prompt: string,
  signal: AbortSignal,
): Promise<{ isGood: boolean; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: prompt }] }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
  })
  const { choices, error, message } = (await response.json()) as ChatBody
  const [choice] = choices ?? []
  if (!response.ok || choice?.finish_reason !== 'stop' || !choice.message.content)
    return { isGood: false, text: error?.message ?? message ?? `HTTP ${response.status}` }
  return { isGood: true, text: choice.message.content }
}

/** Calls one host after the other until one gives a good answer. */
async function route(prompt: string, signal: AbortSignal): Promise<string> {
  let last = { isGood: false, text: '' }
  for (const host of hosts) {
    try {
      last = await post(host, prompt, signal)
    } catch (error) {
      if (signal.aborted) throw error
      if (host === hosts.at(-1)) throw error
    }
    if (last.isGood) break
  }
  return last.text
}

export const errorTextAsAnswer: YardstickApp = {
  name: 'error-text-as-answer',
  story:
    'A router asks the same model at two hosts. What a host says goes back as text, good or not, so that it can be logged. If both fail, the text of the last error is returned as the answer: a customer reads "Internal server error" as the translation of a contract clause.',
  sources: ['mnfst/llm-gateway#1126', 'Aharshi3614/Devwhisper#293', 'refuel-ai/autolabel#133'],
  faultsNeeded: 1,
  kind: 'fallback',
  make:
    () =>
    ({ signal }) =>
      route('Translate the clause on liability into plain words.', signal),
  scripts: [
    {
      steps: [{ inject: [serverError()] }],
      wrong: ([step]) =>
        step?.[0]?.value === undefined || step[0].journal.calls.some(({ ending }) => ending === 'complete')
          ? undefined
          : `"${String(step[0].value)}" is returned as the answer.`,
    },
  ],
}
