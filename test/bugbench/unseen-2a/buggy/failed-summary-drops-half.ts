import OpenAI from 'openai'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const lines = [
  'My booking number is 77131, and I am allergic to nuts.',
  'Which cabin do I have?',
  'Is there a sauna on board?',
  'When does the ferry leave?',
  'May I bring a dog?',
  'Which meals of the restaurant can I eat?',
]
const longest = 6
const system = { role: 'system', content: 'You answer passengers of a ferry.' } as const

export const failedSummaryDropsHalf: YardstickApp = {
  name: 'failed-summary-drops-half',
  story:
    'The chat of a ferry line keeps its history and replaces the older half by a summary of a small model when it grows too long. If the summary fails, only the newer half is kept: the assistant forgets the booking and the allergy of the passenger, and nobody is told.',
  sources: ['odysseus-dev/odysseus#2160', 'mindsdb/anton#310', 'CodebuffAI/freebuff#1166'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 2, logLevel: 'off' })
    let history: OpenAI.ChatCompletionMessageParam[] = []
    let turn = 0
    let queue: Promise<unknown> = Promise.resolve()

    async function complete(model: string, messages: OpenAI.ChatCompletionMessageParam[], signal: AbortSignal): Promise<string> {
      const reply = await openai.chat.completions.create(
        { model, messages },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      )
      const [choice] = reply.choices
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`the reply ended with ${choice?.finish_reason}`)
      return choice.message.content
    }

    async function compacted(signal: AbortSignal): Promise<OpenAI.ChatCompletionMessageParam[]> {
      if (history.length < longest) return history
      const older = history.slice(0, -2)
      const recent = history.slice(-2)
      try {
        const asked = { role: 'user', content: 'Sum up what was said so far. Keep all numbers and needs of the passenger.' } as const
        const summary = await complete('gpt-4o-mini', [...older, asked], signal)
        return [{ role: 'user', content: `Summary of the conversation so far: ${summary}` }, ...recent]
      } catch (error) {
        if (signal.aborted) throw error
        return recent
      }
    }

    async function answer(signal: AbortSignal): Promise<{ answer: string }> {
      const said = { role: 'user', content: lines[turn % lines.length] ?? '' } as const
      history = await compacted(signal)
      const content = await complete('gpt-4o', [system, ...history, said], signal)
      history = [...history, said, { role: 'assistant', content }]
      turn += 1
      return { answer: content }
    }

    // Messages of one passenger are answered one after the other.
    return async ({ signal }) => {
      const turn = queue.then(async () => answer(signal))
      queue = turn.catch(() => undefined)
      return turn
    }
  },
  scripts: [
    {
      steps: [{}, {}, {}, { inject: [serverError().for('gpt-4o-mini')] }, { after: 60_000 }],
      wrong(steps) {
        const call = steps.at(-1)?.[0]?.journal.calls.findLast(({ model }) => model.startsWith('gpt-4o') && !model.includes('mini'))?.call
        const known = call?.messages.flatMap(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : ''))).join(' ')
        if (known === undefined || /77131|Summary of the conversation/.test(known)) return undefined
        return 'The model was asked without the booking, the allergy or a summary of them.'
      },
    },
  ],
}
