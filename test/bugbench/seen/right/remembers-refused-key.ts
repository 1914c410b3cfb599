import Anthropic from '@anthropic-ai/sdk'
import { badDays } from '../bad-days.ts'
import { hour, isWholeAnswer, minute } from '../checks.ts'
import { authenticationFailed, paymentRequired } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

class KeyRefusedError extends Error {
  override readonly name = 'KeyRefusedError'
}

export const remembersRefusedKey: YardstickApp = {
  name: 'remembers-refused-key',
  story:
    'A service that does not ask again with a key that was refused: for half an hour each request fails at once and says so. After that the key is tried again, for somebody may have paid the bill.',
  sources: ['router-for-me/CLIProxyAPI#3977', 'https://docs.anthropic.com/en/api/errors'],
  kind: 'permanent',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 2 })
    let refused: { readonly at: number; readonly error: unknown } | undefined

    return async ({ signal }) => {
      if (refused !== undefined && Date.now() - refused.at < 1_800_000)
        throw new KeyRefusedError('The API key was refused. Renew it, or pay the bill.', { cause: refused.error })
      try {
        const message = await client.messages.create(
          { model: 'claude-sonnet-4-6', max_tokens: 400, messages: [{ role: 'user', content: 'Suggest a name for a bakery.' }] },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
        )
        const [block] = message.content
        if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '') throw new Error('The answer is incomplete.')
        refused = undefined
        return block.text
      } catch (error) {
        if (error instanceof Anthropic.APIError && [401, 402, 403].includes(Number(error.status))) refused = { at: Date.now(), error }
        throw error
      }
    }
  },
  scripts: badDays(
    (run) => (run.error !== undefined || isWholeAnswer(run.value, run) ? undefined : `No whole answer: ${String(run.value)}`),
    [{ inject: [authenticationFailed().first(1)] }, { after: minute }, { after: hour }],
    [{ inject: [paymentRequired().first(1)] }, { after: minute }, { after: hour }],
  ),
}
