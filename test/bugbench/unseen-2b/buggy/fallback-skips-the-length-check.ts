import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { truncatedAtMaxTokens, overloaded } from '../../../../faults/catalogue.ts'
import { noSilentTruncation } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const fallbackSkipsTheLengthCheck: YardstickApp = {
  name: 'fallback-skips-the-length-check',
  story:
    'Contract reader with two providers. OpenAI is asked first and its answer counts only if it is complete; an overloaded or failing OpenAI is replaced by Anthropic. Bug: the path of the fallback does not look at the stop reason. While OpenAI is down, a summary cut at the token limit is filed as the whole one, and the last clauses are missing.',
  sources: ['pydantic/pydantic-ai#3786', 'codelibs/fess#3129', 'algorithmicsuperintelligence/optillm#266'],
  faultsNeeded: 2,
  kind: 'fallback',
  fitting: noSilentTruncation(),
  make() {
    let filed = 0
    const openai = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const prompt = 'Summarize every clause of the lease.'

    async function primary(signal: AbortSignal): Promise<string> {
      const { choices } = await openai.chat.completions.create(
        { model: 'gpt-4o', max_tokens: 800, messages: [{ role: 'user', content: prompt }] },
        { signal },
      )
      const choice = choices[0]
      if (choice?.finish_reason !== 'stop') throw new Error(`The summary ended with ${choice?.finish_reason}.`)
      if (!choice.message.content) throw new Error('The summary is empty.')
      return choice.message.content
    }

    async function fallback(signal: AbortSignal): Promise<string> {
      const reply = await anthropic.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 800, messages: [{ role: 'user', content: prompt }] },
        { signal },
      )
      const text = reply.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('')
      if (reply.stop_reason === 'refusal' || text === '') throw new Error('The fallback gave no summary.')
      return text
    }

    return async ({ observe, signal }) => {
      const [summary, by] = await primary(signal).then(
        (text) => [text, 'openai'] as const,
        async (error: unknown) => {
          const down = error instanceof OpenAI.APIError && (error.status === undefined || error.status >= 500 || error.status === 429)
          if (!down || signal.aborted) throw error
          return [await fallback(signal), 'anthropic'] as const
        },
      )
      filed += 1
      observe.effect(`filed:${filed}`)
      return { summary, by }
    }
  },
  scripts: [
    {
      steps: [{ inject: [overloaded().for('openai'), truncatedAtMaxTokens().for('anthropic')] }],
      wrong: (runs) => {
        const run = runs[0]?.[0]
        return run?.value !== undefined && run.journal.calls.at(-1)?.finish === 'length' ? 'A cut summary is filed as whole.' : undefined
      },
    },
  ],
}
