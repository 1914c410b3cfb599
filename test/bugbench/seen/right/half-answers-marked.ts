import Anthropic from '@anthropic-ai/sdk'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { truncatedAtMaxTokens, midStreamError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Essay {
  readonly text: string
  readonly isComplete: boolean
}

export const halfAnswersMarked: YardstickApp = {
  name: 'half-answers-marked',
  story:
    'Writes long texts and does not throw away what came before a stream broke: the half is returned with isComplete: false, and the page offers to go on. Only when nothing came the error is handed on.',
  sources: ['NousResearch/hermes-agent#99241', 'codexmark/kram#109'],
  kind: 'stream',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })

    return async ({ observe, signal }): Promise<Essay> => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
      let text = ''
      let isComplete = false
      let isOver = false
      try {
        const events = await client.messages.create(
          { model: 'claude-opus-4-6', max_tokens: 4_000, stream: true, messages: [{ role: 'user', content: 'Write an essay on dikes.' }] },
          { signal: limit },
        )
        for await (const event of events) {
          if (event.type === 'message_stop') isOver = true
          if (!isOver && event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
            text += event.delta.text
            observe.streamed(event.delta.text)
          }
          if (event.type === 'message_delta') isComplete = event.delta.stop_reason === 'end_turn'
        }
      } catch (error) {
        if (text === '') throw error
        isComplete = false
      }
      signal.throwIfAborted()
      if (text === '') throw new Error('The model wrote nothing.')
      return { text, isComplete }
    }
  },
  scripts: badDays(
    (run) => {
      const essay = run.value as Essay | undefined
      if (essay === undefined) return undefined
      return essay.isComplete === isWholeAnswer(essay.text, run) ? undefined : `The mark is wrong: ${JSON.stringify(essay)}`
    },
    [{ inject: [midStreamError({ afterDeltas: 4 }).first(1)] }],
    [{ inject: [truncatedAtMaxTokens({ after: 6 }).first(1)] }],
  ),
}
