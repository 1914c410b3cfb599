import Anthropic from '@anthropic-ai/sdk'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { contextLengthExceeded, midStreamError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

type Result = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string; readonly mayRetry: boolean }

export const resultNotException: YardstickApp = {
  name: 'result-not-exception',
  story:
    'An action of a web framework that never throws but returns { ok: false } with a reason and whether another try may help. It streams inside and shows nothing before the answer is whole.',
  sources: ['vercel/ai#6879', 'NVIDIA/NemoClaw#8206'],
  kind: 'fallback',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })

    return async ({ signal }): Promise<Result> => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(45_000)])
      try {
        const message = await client.messages
          .stream(
            { model: 'claude-sonnet-4-6', max_tokens: 500, messages: [{ role: 'user', content: 'Which form do I need to move house?' }] },
            { signal: limit },
          )
          .finalMessage()
        const [block] = message.content
        if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '')
          return { ok: false, reason: 'The answer is incomplete.', mayRetry: true }
        return { ok: true, text: block.text }
      } catch (error) {
        const status = error instanceof Anthropic.APIError ? (error.status as number | undefined) : undefined
        const isRefused = status !== undefined && status < 500 && status !== 429 && status !== 408
        return { ok: false, reason: error instanceof Error ? error.message : String(error), mayRetry: !isRefused }
      }
    }
  },
  scripts: badDays(
    (run) => {
      const result = run.value as Result | undefined
      if (result === undefined) return `It failed: ${String(run.error)}`
      return !result.ok || isWholeAnswer(result.text, run) ? undefined : `No whole answer: ${result.text}`
    },
    [{ inject: [midStreamError({ afterDeltas: 3 }).first(1)] }],
    [{ inject: [contextLengthExceeded()] }],
  ),
}
