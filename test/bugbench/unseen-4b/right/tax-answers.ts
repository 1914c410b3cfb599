import Anthropic from '@anthropic-ai/sdk'
import type { Task } from '../../../../src/property/index.ts'
import {
  authenticationFailed,
  truncatedAtMaxTokens,
  modelNotFound,
  overloaded,
  serverError,
  truncatedStream,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { checked, finishedAnswers, recovering } from '../checked.ts'
import { within } from '../within.ts'

const preferred = ['claude-opus-4-5', 'claude-sonnet-4-6', 'claude-haiku-4-5']

interface Answer {
  readonly text: string
  readonly model: string
  readonly quality: 'full' | 'reduced'
}

function make(): Task {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 1, timeout: 60_000 })
  /** Models that are shut down. That does not change while the process runs: the operators get an alert, and configure a new name. */
  const shutDown = new Set<string>()

  async function ask(model: string, signal: AbortSignal | undefined): Promise<string> {
    const message = await client.messages.create(
      { model, max_tokens: 600, messages: [{ role: 'user', content: 'Can I deduct a desk that I use at home?' }] },
      { signal: within(90_000, signal) },
    )
    const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    if (message.stop_reason !== 'end_turn' || text.trim() === '')
      throw new Error(`${model} gave no complete answer: ${String(message.stop_reason)}`)
    return text
  }

  return async ({ observe, signal }): Promise<Answer> => {
    const failures: unknown[] = []
    // If none is left, the reason is another: then all are called again.
    if (shutDown.size === preferred.length) shutDown.clear()
    for (const model of preferred.filter((name) => !shutDown.has(name))) {
      try {
        return { text: await ask(model, signal), model, quality: model === preferred[0] ? 'full' : 'reduced' }
      } catch (error) {
        signal?.throwIfAborted()
        // Another model has the same key, and the same request: only what is about the model or its load is worth going on.
        if (error instanceof Anthropic.AuthenticationError || error instanceof Anthropic.PermissionDeniedError) throw error
        if (error instanceof Anthropic.NotFoundError) {
          shutDown.add(model)
          observe.alert(`${model} is no longer there.`)
        }
        failures.push(error)
      }
    }
    throw new AggregateError(failures, `None of the models answered: ${failures.map(String).join('; ')}`)
  }
}

function wrong(run: ScriptedRun): string | undefined {
  if (run.error !== undefined) return undefined
  const { text, model, quality } = run.value as Answer
  if (!finishedAnswers(run).includes(text)) return 'The answer is not a finished one.'
  if (quality === 'full' && model !== 'claude-opus-4-5') return 'A smaller model answered, and the value does not say so.'
  return undefined
}

export const taxAnswers: YardstickApp = {
  name: 'tax-answers',
  story:
    'A router over three models of Anthropic. A model that is shut down is remembered for as long as the process runs, with an alert; overload and bad answers lead to the next model for this question only. The value says which model answered, and that a smaller one is of reduced quality.',
  sources: ['KarpelesLab/teamclaude#307', 'diegosouzapw/OmniRoute#213', 'tombii/better-ccflare#163'],
  kind: 'permanent',
  make,
  scripts: [
    ...checked(wrong, [
      [{ inject: [serverError()] }],
      [{ inject: [serverError().for('claude-opus-4-5')] }],
      [{ inject: [truncatedStream({ at: '100 bytes' }).first(1)] }],
      [{ inject: [authenticationFailed()] }],
      [{ inject: [modelNotFound().for('claude-opus-4-5')] }, { after: 86_400_000 }],
      [{ inject: [truncatedAtMaxTokens().for('claude-opus-4-5')], copies: 2 }],
      [{ inject: [overloaded({ retryAfter: '20s' })], abortAfter: 10_000 }],
    ]),
    recovering(wrong, [{ inject: [overloaded()] }, { after: 86_400_000 }]),
    recovering(wrong, [{ inject: [modelNotFound()] }, { after: 86_400_000 }]),
  ],
}
