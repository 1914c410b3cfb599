import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { rateLimited } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Help {
  readonly isDegraded: boolean
  readonly text: string
}

interface Reply {
  readonly stop_reason?: string
  readonly content?: readonly { readonly text?: string }[]
}

const directions = 'Our assistant is not available. You find the answers to frequent questions under /help.'

export const saysItIsDegraded: YardstickApp = {
  name: 'says-it-is-degraded',
  story:
    'A help widget over fetch that never fails: when there is no answer it gives fixed directions and says that it is degraded. It does not retry, since the user can ask again.',
  sources: ['knoxiboy/DoubtDesk#324', 'CodeTreatise/Gen-AI src/content/docs/04-ai-api-integration/06-error-handling'],
  kind: 'fallback',
  make() {
    return async ({ observe, signal }): Promise<Help> => {
      try {
        const response = await fetch('https://api.anthropic.com/v1/messages', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-api-key': 'test', 'anthropic-version': '2023-06-01' },
          body: JSON.stringify({
            model: 'claude-haiku-4-5',
            max_tokens: 300,
            messages: [{ role: 'user', content: 'How do I cancel my subscription?' }],
          }),
          signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]),
        })
        if (!response.ok) throw new Error(`HTTP ${response.status}`)
        const { stop_reason: stop, content } = (await response.json()) as Reply
        const text = content?.[0]?.text
        if (stop !== 'end_turn' || !text) throw new Error('The answer is incomplete.')
        return { isDegraded: false, text }
      } catch (error) {
        signal.throwIfAborted()
        observe.alert(`help is degraded: ${String(error)}`)
        return { isDegraded: true, text: directions }
      }
    }
  },
  scripts: badDays(
    (run) => {
      const help = run.value as Help | undefined
      if (help === undefined) return undefined
      return help.isDegraded === !isWholeAnswer(help.text, run) ? undefined : `The mark is wrong: ${JSON.stringify(help)}`
    },
    [{ inject: [rateLimited({ retryAfter: '1m' }).first(1)] }],
  ),
}
