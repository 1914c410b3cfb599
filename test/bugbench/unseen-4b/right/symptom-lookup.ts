import Anthropic from '@anthropic-ai/sdk'
import { Mistral } from '@mistralai/mistralai'
import type { Task } from '../../../../src/property/index.ts'
import { truncatedAtMaxTokens, permissionDenied, serverError, slowFirstToken, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { checked, finishedAnswers, recovering } from '../checked.ts'
import { within } from '../within.ts'

const hedgeAfter = 4000
const question = 'Which plants are poisonous for cats?'

interface Found {
  readonly text: string
  readonly by: string
}

function make(): Task {
  const anthropic = new Anthropic({ apiKey: 'test', maxRetries: 0 })
  const mistral = new Mistral({ apiKey: 'test', retryConfig: { strategy: 'none' } })

  async function askClaude(signal: AbortSignal): Promise<Found> {
    const message = await anthropic.messages.create(
      { model: 'claude-haiku-4-5', max_tokens: 400, messages: [{ role: 'user', content: question }] },
      { signal },
    )
    if (message.stop_reason !== 'end_turn') throw new Error(`Claude did not finish: ${String(message.stop_reason)}`)
    const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    if (text.trim() === '') throw new Error('Claude said nothing.')
    return { text, by: 'claude' }
  }

  async function askMistral(signal: AbortSignal): Promise<Found> {
    const reply = await mistral.chat.complete(
      { model: 'mistral-small-latest', messages: [{ role: 'user', content: question }] },
      { signal },
    )
    const choice = reply.choices[0]
    const text = choice?.message?.content
    if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text.trim() === '')
      throw new Error(`Mistral did not finish: ${String(choice?.finishReason)}`)
    return { text, by: 'mistral' }
  }

  return async ({ signal }) => {
    const settled = new AbortController()
    const all = AbortSignal.any([settled.signal, within(30_000, signal)])
    const first = askClaude(all)
    // The second begins when the first is slow or has failed, and never for somebody who has left.
    const slow = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, hedgeAfter)
      first.catch(() => {
        clearTimeout(timer)
        resolve()
      })
      all.addEventListener('abort', () => clearTimeout(timer), { once: true })
    })
    const second = slow.then(async () => {
      all.throwIfAborted()
      return askMistral(all)
    })
    try {
      return await Promise.any([first, second])
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      settled.abort()
    }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  if (run.journal.calls.some((call) => call.ending === undefined || call.ending === 'hung')) return 'A call was left open.'
  if (run.error !== undefined) return undefined
  return finishedAnswers(run).includes((run.value as Found).text) ? undefined : 'The answer is not a finished one.'
}

export const symptomLookup: YardstickApp = {
  name: 'symptom-lookup',
  story:
    'A hedge over two providers: Mistral is asked too if Claude takes longer than four seconds or fails. The first finished answer counts and says who gave it, and the call that lost is aborted.',
  sources: ['hugalafutro/model-hotel#259', 'hugalafutro/model-hotel#804', 'praxis-proxy/praxis#924'],
  kind: 'race',
  make,
  scripts: [
    ...checked(wrong, [
      [{ inject: [serverError()] }],
      [{ inject: [serverError().for('anthropic')] }],
      [{ inject: [truncatedStream({ at: '100 bytes' }).for('anthropic')] }],
      [{ inject: [permissionDenied().for('anthropic'), truncatedAtMaxTokens().for('mistral')] }],
      [{ inject: [slowFirstToken({ by: '10s' }).for('anthropic')] }],
      [{ inject: [slowFirstToken({ by: '10s' })], copies: 2 }],
      [{ inject: [slowFirstToken({ by: '20s' })], abortAfter: 6000 }],
      [{ inject: [slowFirstToken({ by: '20s' })], abortAfter: 2000 }],
    ]),
    recovering(wrong, [{ inject: [serverError()] }, { after: 86_400_000 }]),
  ],
}
