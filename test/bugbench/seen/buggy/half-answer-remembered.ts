import Anthropic from '@anthropic-ai/sdk'
import { truncatedStream } from '../../../../faults/index.ts'
import { minute } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const halfAnswerRemembered: YardstickApp = {
  name: 'half-answer-remembered',
  story:
    'A tutor that streams its answers and remembers them. Bug: the text is written to the memory in "finally", so what a broken stream left is remembered as if the tutor had said just that, and later lessons build on half a sentence.',
  sources: ['NousResearch/hermes-agent#99241', 'codexmark/kram#109', 'amd/gaia#3512'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const memory: Anthropic.MessageParam[] = []

    return async ({ observe, signal }) => {
      const question: Anthropic.MessageParam = { role: 'user', content: 'Explain the next step of long division.' }
      const limit = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
      let text = ''
      let isOver = false
      try {
        const stream = client.messages.stream(
          { model: 'claude-sonnet-4-6', max_tokens: 800, messages: [...memory.slice(-20), question] },
          { signal: limit },
        )
        for await (const event of stream) {
          isOver ||= event.type === 'message_stop'
          if (isOver || event.type !== 'content_block_delta' || event.delta.type !== 'text_delta') continue
          text += event.delta.text
          observe.streamed(event.delta.text)
        }
        const { stop_reason: stop } = await stream.finalMessage()
        if (stop !== 'end_turn' || text === '') throw new Error(`The answer stopped by ${stop ?? 'nothing'}.`)
        return text
      } catch (error) {
        observe.retracted()
        throw error
      } finally {
        if (text !== '') memory.push(question, { role: 'assistant', content: text })
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 4, ending: 'reset' }).first(1)] }, { after: minute }],
      wrong: (runs) => {
        const [first, second] = runs.map(([run]) => run!)
        const said = JSON.stringify(second!.journal.calls[0]?.call.messages ?? [])
        return first!.error !== undefined && said.includes('assistant') ? `The half is remembered: ${said}` : undefined
      },
    },
  ],
}
