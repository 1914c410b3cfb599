import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import type { Task } from '../../../../src/property/index.ts'
import { truncatedAtMaxTokens, overloaded } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { within } from '../within.ts'

const prompt = 'Write a help article: how to reset the router to factory settings, step by step.'

class UnfinishedError extends Error {}

/** Whether another provider could do better: an article that is too long for one is too long for all. */
const isOutage = (error: unknown): boolean =>
  error instanceof Anthropic.APIUserAbortError ||
  error instanceof Anthropic.APIConnectionError ||
  error instanceof Anthropic.RateLimitError ||
  error instanceof Anthropic.InternalServerError

function make(): Task {
  const anthropic = new Anthropic({ apiKey: 'test', maxRetries: 1, timeout: 60_000 })
  const gemini = new GoogleGenAI({ apiKey: 'test' })

  async function writeByClaude(signal: AbortSignal | undefined): Promise<string> {
    const message = await anthropic.messages.create(
      { model: 'claude-sonnet-4-6', max_tokens: 1500, messages: [{ role: 'user', content: prompt }] },
      { signal: within(90_000, signal) },
    )
    if (message.stop_reason !== 'end_turn') throw new UnfinishedError(`Claude did not finish: ${String(message.stop_reason)}`)
    return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
  }

  async function writeByGemini(signal: AbortSignal | undefined): Promise<string> {
    const response = await gemini.models.generateContent({
      model: 'gemini-2.5-flash',
      contents: prompt,
      config: { maxOutputTokens: 1500, abortSignal: within(60_000, signal) },
    })
    const text = response.text?.trim()
    if (!text) throw new UnfinishedError('Gemini wrote nothing.')
    return text
  }

  return async ({ observe, signal }) => {
    let article: string
    let writer = 'claude'
    try {
      article = await writeByClaude(signal)
    } catch (error) {
      signal?.throwIfAborted()
      if (!isOutage(error)) throw error
      writer = 'gemini'
      article = await writeByGemini(signal)
    }
    if (article.trim() === '') throw new UnfinishedError('The article is empty.')
    observe.effect('publish:router-reset')
    return { article, writer }
  }
}

export const helpArticles: YardstickApp = {
  name: 'help-articles',
  story:
    'Claude writes a help article, and Gemini if Claude is down; then it is published. The bug: only the path of Claude asks whether the article was finished. When Gemini stands in and is cut by its token limit, half a manual is published, and users stop in the middle of a reset.',
  sources: ['Pasta-Devs/Marinara-Engine#3033', 'ayunis-core/ayunis-core#837', 'metabase/metabase#80959'],
  faultsNeeded: 2,
  kind: 'fallback',
  make,
  scripts: [
    {
      steps: [{ inject: [overloaded().for('anthropic'), truncatedAtMaxTokens({ after: 6 }).for('gemini')] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        const isCut = run?.journal.calls.some((call) => call.provider === 'gemini' && call.finish === 'length')
        return isCut === true && (run?.effects.length ?? 0) > 0 ? 'Half an article was published.' : undefined
      },
    },
  ],
}
