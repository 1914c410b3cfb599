import OpenAI from 'openai'
import { stalledStream } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { commonSteps } from '../common-steps.ts'

const questions = ['What is a good first bonsai?', 'How much light does it need?', 'When do I repot it?']

/** A chat that takes back what was not finished. */
export const retractingChat: YardstickApp = {
  name: 'retracting-chat',
  story:
    'A bonsai chat streams from OpenAI and keeps its history. An answer without its end is taken back on the screen and asked for once more; only a question with a whole answer enters the history, and turns wait for each other.',
  sources: ['amd/gaia#3512', 'ui-insight/vandalizer#392'],
  kind: 'history',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 1, timeout: 30_000 })
    const history: OpenAI.ChatCompletionMessageParam[] = []
    let asked = 0
    let turns: Promise<unknown> = Promise.resolve()
    async function stream(
      messages: OpenAI.ChatCompletionMessageParam[],
      show: (text: string) => void,
      signal: AbortSignal,
    ): Promise<string> {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
      let text = ''
      let finish: string | null = null
      for await (const chunk of await client.chat.completions.create({ model: 'gpt-4o', stream: true, messages }, { signal: limit })) {
        const [choice] = chunk.choices
        text += choice?.delta.content ?? ''
        if (choice?.delta.content) show(choice.delta.content)
        finish = choice?.finish_reason ?? finish
      }
      limit.throwIfAborted()
      if (finish !== 'stop' || text === '') throw new Error(`The answer ended with ${finish ?? 'no reason'}.`)
      return text
    }
    return ({ observe, signal }) => {
      async function turn(): Promise<string> {
        const question = { role: 'user' as const, content: questions[asked++ % questions.length] ?? '' }
        for (let attempt = 1; ; attempt++) {
          try {
            const text = await stream([...history, question], (piece) => observe.streamed(piece), signal)
            history.push(question, { role: 'assistant', content: text })
            return text
          } catch (error) {
            observe.retracted()
            if (attempt === 2 || signal.aborted || error instanceof OpenAI.APIError) throw error
          }
        }
      }
      const current = turns.then(turn)
      turns = current.catch(() => undefined)
      return current
    }
  },
  scripts: [...commonSteps, [{ inject: [stalledStream()], abortAfter: 4_000 }, { copies: 2 }, {}]].map((steps) => ({
    steps,
    wrong(runs) {
      for (const run of runs.flat()) {
        if (run.streamed !== (run.value ?? '')) return 'The screen shows another text than the answer.'
        const roles = run.journal.calls.flatMap(({ call }) =>
          call.messages.map(({ role }, index) => role === (index % 2 ? 'assistant' : 'user')),
        )
        if (roles.includes(false)) return 'The history holds a question without an answer.'
      }
      return runs.at(-1)?.[0]?.value === undefined ? 'The chat does not recover.' : undefined
    },
  })),
}
