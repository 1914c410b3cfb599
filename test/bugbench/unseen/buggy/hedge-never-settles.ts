import OpenAI from 'openai'
import { serverError } from '../../../../faults/index.ts'
import { settlesWithin } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

async function complete(client: OpenAI, model: string, prompt: string, signal: AbortSignal): Promise<string> {
  const { choices } = await client.chat.completions.create({ model, messages: [{ role: 'user', content: prompt }] }, { signal })
  const [choice] = choices
  if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`${model} gave no complete answer.`)
  return choice.message.content
}

/** Calls a second model if the first has not answered within 4 s, and uses the first good answer. */
function hedged(client: OpenAI, prompt: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const loser = new AbortController()
    const either = AbortSignal.any([signal, loser.signal])
    const errors: unknown[] = []
    const settle = (answer: string): void => {
      clearTimeout(timer)
      resolve(answer)
      loser.abort()
    }
    const fail = (error: unknown): void => {
      clearTimeout(timer)
      errors.push(error)
      if (errors.length === 2) reject(new AggregateError(errors, 'Both models failed.'))
    }
    const timer = setTimeout(() => void complete(client, 'gpt-4o-mini', prompt, either).then(settle, fail), 4_000)
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    complete(client, 'gpt-4o', prompt, either).then(settle, fail)
  })
}

export const hedgeNeverSettles: YardstickApp = {
  name: 'hedge-never-settles',
  story:
    'A hedge asks a second model if the first is slow, and rejects if both have failed. If the first fails before the second was asked, the timer is cleared and the second never starts: it never counts two failures, and the task waits forever.',
  sources: ['diegosouzapw/OmniRoute#10846 (hedge propagation)', 'diegosouzapw/OmniRoute#13836', 'juspay/neurolink#1649'],
  faultsNeeded: 1,
  kind: 'transient',
  fitting: settlesWithin('10m'),
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 30_000 })
    return ({ signal }) => hedged(client, 'Suggest a subject line for the parcel mail.', signal)
  },
  scripts: [
    {
      steps: [{ inject: [serverError().first(1)] }],
      wrong: ([step]) => ((step?.[0]?.settledAfter ?? 0) > 3_600_000 ? 'The task is not over after an hour.' : undefined),
    },
  ],
}
