import { fallsBack } from '../../../src/property/index.ts'
import { askAnthropic, AnswerError, openStream } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const noFallbackInMidStream: BuggyApp = {
  name: 'no-fallback-in-mid-stream',
  story: 'Only what opening a stream throws leads to the second provider; what reading it throws does not.',
  source: 'https://github.com/mnfst/llm-gateway/pull/1657',
  property: fallsBack({ from: 'openai', to: 'anthropic' }),
  task: async () => {
    const stream = await openStream().catch(() => undefined)
    if (stream === undefined) return askAnthropic()
    let text = ''
    let isOver = false
    for await (const { choices } of stream) {
      text += choices[0]?.delta.content ?? ''
      isOver ||= choices[0]?.finish_reason === 'stop'
    }
    if (!isOver) throw new AnswerError('cut')
    return text
  },
}
