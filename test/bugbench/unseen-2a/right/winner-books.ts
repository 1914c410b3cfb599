import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { authenticationFailed, serverError, slowFirstToken, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const request = 'Word a confirmation for a bicycle that is rented for two days.'

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  for (const run of steps.flat()) {
    if (run.effects.length > 1) return 'The bicycle is rented twice.'
    if (run.value !== undefined && run.effects.length === 0) return 'The bicycle is confirmed and not rented.'
    if (run.error !== undefined && run.effects.length > 0) return 'The bicycle is rented, and the customer was told that it is not.'
    if (run.journal.calls.some(({ ending }) => ending === undefined)) return 'A request is still open.'
  }
  return undefined
}

export const winnerBooks: YardstickApp = {
  name: 'winner-books',
  story:
    'A bicycle rental asks OpenAI to word a confirmation, and Anthropic too if that takes longer than three seconds or fails. The first complete answer wins, the other request is cancelled, and the rental is written once, after the race. Two providers are paid for one answer at times, and that is intended.',
  sources: ['anthony-chaudhary/fak#8975', 'hugalafutro/model-hotel#259', 'ding113/claude-code-hub#1471'],
  kind: 'effects',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 0, logLevel: 'off' })
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 20_000, maxRetries: 0, logLevel: 'off' })
    let rentals = 0

    async function viaOpenAI(signal: AbortSignal): Promise<string> {
      const reply = await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: request }] }, { signal })
      const [choice] = reply.choices
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('OpenAI gave no complete answer')
      return choice.message.content
    }

    async function viaAnthropic(signal: AbortSignal): Promise<string> {
      const message = await anthropic.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 400, messages: [{ role: 'user', content: request }] },
        { signal },
      )
      const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (message.stop_reason !== 'end_turn' || text === '') throw new Error('Anthropic gave no complete answer')
      return text
    }

    async function race(signal: AbortSignal): Promise<string> {
      const over = new AbortController()
      const within = AbortSignal.any([signal, over.signal, AbortSignal.timeout(30_000)])
      const first = viaOpenAI(within)
      const late = new Promise<void>((resolve) => void setTimeout(resolve, 3_000))
      const turn = Promise.race([
        late,
        first.then(
          () => undefined,
          () => undefined,
        ),
      ])
      const second = turn.then(async () => {
        within.throwIfAborted()
        return viaAnthropic(within)
      })
      try {
        return await Promise.any([first, second])
      } catch (error) {
        signal.throwIfAborted()
        throw new Error('neither OpenAI nor Anthropic has worded the confirmation', { cause: error })
      } finally {
        over.abort()
      }
    }

    return async ({ observe, signal }) => {
      rentals += 1
      const key = `rent:${rentals}`
      const confirmation = await race(signal)
      signal.throwIfAborted()
      observe.effect(key)
      return { confirmation }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, { after: 60_000 }], wrong },
    { steps: [{ inject: [truncatedStream().for('openai')] }], wrong },
    { steps: [{ inject: [authenticationFailed().for('openai')] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [slowFirstToken({ by: '6s' }).for('openai')], copies: 2 }], wrong },
    { steps: [{ inject: [slowFirstToken({ by: '20s' })], abortAfter: 5_000 }], wrong },
  ],
}
