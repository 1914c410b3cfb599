import Anthropic from '@anthropic-ai/sdk'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer, minute } from '../checks.ts'
import { serverError, truncatedStream } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const chatKeepsWholeTurns: YardstickApp = {
  name: 'chat-keeps-whole-turns',
  story:
    'A chat with history that streams. A turn is kept when its answer is whole, both sides of it at once; otherwise what was shown is taken back and neither side is kept. So no two runs send the same request. One request at a time: a second one waits.',
  sources: ['amd/gaia#3512', 'marcominerva/ChatGptNet#13'],
  kind: 'history',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })
    const history: Anthropic.MessageParam[] = []
    let last: Promise<unknown> = Promise.resolve()

    async function turn(show: (piece: string) => void, signal: AbortSignal): Promise<string> {
      const question: Anthropic.MessageParam = { role: 'user', content: 'And the one after that?' }
      const stream = client.messages.stream(
        { model: 'claude-sonnet-4-6', max_tokens: 500, messages: [...history.slice(-10), question] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      )
      let isOver = false
      stream.on('streamEvent', ({ type }) => {
        isOver ||= type === 'message_stop'
      })
      stream.on('text', (piece) => {
        if (!isOver) show(piece)
      })
      const message = await stream.finalMessage()
      const [block] = message.content
      if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '') throw new Error('The answer is incomplete.')
      history.push(question, { role: 'assistant', content: block.text })
      return block.text
    }

    return async ({ observe, signal }) => {
      const before = last
      const mine = (async () => {
        await before.catch(() => undefined)
        signal.throwIfAborted()
        return turn((piece) => observe.streamed(piece), signal)
      })()
      last = mine
      try {
        return await mine
      } catch (error) {
        observe.retracted()
        throw error
      }
    }
  },
  scripts: badDays(
    (run) => {
      if (run.error !== undefined) return run.streamed === '' ? undefined : `The user still sees: ${run.streamed}`
      if (run.streamed !== run.value || !isWholeAnswer(run.value, run)) return `No whole answer: ${run.streamed}`
      const roles = run.journal.calls.at(-1)?.call.messages.map(({ role }) => role) ?? []
      return roles.some((role, place) => role === roles[place - 1]) ? `The history is ${roles.join(', ')}.` : undefined
    },
    [{}, { inject: [truncatedStream({ afterDeltas: 4 }).first(1)], after: minute }, { after: minute }],
    [{}, { inject: [serverError().first(2)], after: minute, copies: 2 }, { after: minute }],
  ),
}
