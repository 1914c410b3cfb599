import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { truncatedAtMaxTokens, serverError } from '../../../../faults/index.ts'
import { noSilentTruncation } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const backupSummaryCut: YardstickApp = {
  name: 'backup-summary-cut',
  story:
    'A meeting tool stores the summary of a transcript. It refuses one that ran out of tokens and tells the user, but only on the path of its first provider. While that one is down, a summary that the backup had to cut is stored as complete, and the action items at its end are lost.',
  sources: ['crewAIInc/crewAI#7013', 'jamespember/omascribe#18', 'CherryHQ/stella#1079'],
  faultsNeeded: 2,
  kind: 'fallback',
  fitting: noSilentTruncation(),
  make() {
    const openai = new OpenAI({ apiKey: 'test', maxRetries: 1, timeout: 30_000 })
    const anthropic = new Anthropic({ apiKey: 'test', maxRetries: 1, timeout: 30_000 })
    const prompt = 'Summarize the meeting, and end with the action items.'

    async function first(signal: AbortSignal): Promise<string> {
      const completion = await openai.chat.completions.create(
        { model: 'gpt-4o', max_completion_tokens: 800, messages: [{ role: 'user', content: prompt }] },
        { signal },
      )
      const [choice] = completion.choices
      if (choice === undefined) throw new Error('The provider gave no choice.')
      if (choice.finish_reason !== 'stop') throw new RangeError(`The summary is incomplete: ${choice.finish_reason}.`)
      return choice.message.content ?? ''
    }

    async function backup(signal: AbortSignal): Promise<string> {
      const message = await anthropic.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 800, messages: [{ role: 'user', content: prompt }] },
        { signal },
      )
      if (message.stop_reason === 'refusal') throw new Error('The backup refused to write a summary.')
      return message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('')
    }

    return async ({ observe, signal }) => {
      const summary = await first(signal).catch((error: unknown) => {
        if (signal.aborted || error instanceof RangeError) throw error
        return backup(signal)
      })
      if (summary.trim() === '') throw new Error('The summary is empty.')
      observe.effect('store summary of meeting 12')
      return summary
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().for('openai'), truncatedAtMaxTokens({ after: 6 }).for('anthropic')] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        return run?.effects.length === 1 && run.journal.calls.at(-1)?.finish === 'length'
          ? 'Half a summary was stored as complete.'
          : undefined
      },
    },
  ],
}
