import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { truncatedStream } from '../../../../faults/index.ts'
import { noDuplicateText } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const question = 'Which rules apply to pull requests that touch the database?'

export const gluedFallback: YardstickApp = {
  name: 'glued-fallback',
  story:
    'A rules assistant streams from OpenAI and asks Anthropic if that fails. If the stream breaks after some text is on the screen, the whole answer of Anthropic is appended to it: the reader gets half an answer glued to a complete one.',
  sources: ['SSWConsulting/SSW.Rules.GPT#207', 'qnbs/WorldScript-Studio#770', 'mastra-ai/mastra#9247'],
  faultsNeeded: 1,
  kind: 'stream',
  fitting: noDuplicateText(),
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 20_000, logLevel: 'off' })
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 30_000, logLevel: 'off' })

    async function stream(show: (text: string) => void, signal: AbortSignal): Promise<void> {
      const chunks = await openai.chat.completions.create(
        { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: question }] },
        { signal },
      )
      let finish: string | null = null
      let isEmpty = true
      for await (const chunk of chunks) {
        const [choice] = chunk.choices
        // Text after the end is not part of the answer.
        if (finish === null && choice?.delta.content) {
          isEmpty = false
          show(choice.delta.content)
        }
        finish = choice?.finish_reason ?? finish
      }
      if (finish !== 'stop' || isEmpty) throw new Error(`the stream ended with ${finish}`)
    }

    async function askTheOther(signal: AbortSignal): Promise<string> {
      const message = await anthropic.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 800, messages: [{ role: 'user', content: question }] },
        { signal },
      )
      const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (message.stop_reason !== 'end_turn' || text === '') throw new Error(`the answer ended with ${message.stop_reason}`)
      return text
    }

    return async ({ observe, signal }) => {
      let shown = ''
      const show = (text: string): void => {
        shown += text
        observe.streamed(text)
      }
      try {
        await stream(show, AbortSignal.any([signal, AbortSignal.timeout(45_000)]))
      } catch (error) {
        if (signal.aborted) throw error
        show(await askTheOther(AbortSignal.any([signal, AbortSignal.timeout(60_000)])))
      }
      return shown
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 4, ending: 'reset' }).for('openai')] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        const whole = run?.journal.calls.find(({ provider }) => provider === 'anthropic')?.received
        if (whole === undefined || run?.streamed === whole) return undefined
        return `The reader got "${run?.streamed.slice(0, 40)}..." in front of the whole answer.`
      },
    },
  ],
}
