import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { connectionReset, overloaded, serverError } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Answer {
  readonly text: string
  readonly from: 'claude' | 'the small model, as claude is down'
}

const question = 'How do I descale the coffee machine?'

/** Closed after a success; after two failures in a row it is open for a minute, then it lets one call at a time try. */
class Breaker {
  #failures = 0
  #openedAt = 0
  #isTrying = false

  allows(): boolean {
    if (this.#failures < 2) return true
    if (this.#isTrying || Date.now() - this.#openedAt < 60_000) return false
    this.#isTrying = true
    return true
  }

  succeeded(): void {
    this.#failures = 0
    this.#isTrying = false
  }

  failed(): void {
    this.#failures += 1
    this.#openedAt = Date.now()
  }
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const last = runs.at(-1)?.[0]
  const answer = last?.value as Answer | undefined
  if (answer?.from !== 'the small model, as claude is down' || last?.journal.calls.some(({ fired }) => fired.length > 0)) return undefined
  return 'Claude has been up for hours, and is not called any more.'
}

export const guardedLine: YardstickApp = {
  name: 'guarded-line',
  story: `The help line of a shop: Claude, and a small model of OpenAI with a mark when Claude is down. A breaker keeps calls from a provider
    that failed twice, and lets one call through after a minute. Bug: the flag that such a call is on its way is cleared only when it
    succeeds. If that call fails as well, none is ever let through again, and customers talk to the small model until a restart.`,
  sources: ['diegosouzapw/OmniRoute#13836', 'msoedov/agentic_security#328', 'nodeshift/opossum#119'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const anthropic = new Anthropic({ apiKey: 'test', maxRetries: 0 })
    const openai = new OpenAI({ apiKey: 'test', maxRetries: 0 })
    const breaker = new Breaker()

    async function askClaude(signal: AbortSignal): Promise<string> {
      const message = await anthropic.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 600, messages: [{ role: 'user', content: question }] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) },
      )
      const text = (message.content ?? []).map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (message.stop_reason !== 'end_turn' || text.trim() === '') throw new Error('Claude gave no whole answer.')
      return text
    }

    async function askSmallModel(signal: AbortSignal): Promise<string> {
      const limit = AbortSignal.timeout(30_000)
      try {
        const completion = await openai.chat.completions.create(
          { model: 'gpt-4o-mini', messages: [{ role: 'user', content: question }] },
          { signal: AbortSignal.any([signal, limit]) },
        )
        const choice = completion?.choices?.[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('the answer is not whole')
        return choice.message.content
      } catch (error) {
        if (signal.aborted) throw error
        const reason = limit.aborted ? 'no answer within 30 s' : error instanceof Error ? error.message : String(error)
        throw new Error(`The help line is closed at the moment: ${reason}`, { cause: error })
      }
    }

    return async ({ observe, signal }): Promise<Answer> => {
      signal.throwIfAborted()
      if (breaker.allows()) {
        try {
          const text = await askClaude(signal)
          breaker.succeeded()
          return { text, from: 'claude' }
        } catch (error) {
          if (signal.aborted) throw error
          breaker.failed()
          observe.alert(`Claude failed: ${error instanceof Error ? error.message : String(error)}`)
        }
      }
      return { text: await askSmallModel(signal), from: 'the small model, as claude is down' }
    }
  },
  scripts: [
    {
      steps: [
        { inject: [overloaded().for('anthropic')] },
        { after: 1_000, inject: [serverError().for('anthropic')] },
        { after: 120_000, inject: [connectionReset().for('anthropic')] },
        { after: 3_600_000 },
        { after: 3_600_000 },
      ],
      wrong,
    },
  ],
}
