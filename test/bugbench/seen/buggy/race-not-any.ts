import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { authenticationFailed } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const raceNotAny: YardstickApp = {
  name: 'race-not-any',
  story:
    'Asks two providers at once and takes the faster. Bug: Promise.race takes the first that settles, and a refusal is faster than any answer, so one provider with a bad key fails every question though the other would answer.',
  sources: ['https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Promise/any'],
  faultsNeeded: 1,
  kind: 'race',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const question = 'Which adapter fits the X2 camera?'

    async function byOpenAI(signal: AbortSignal): Promise<string> {
      const completion = await openai.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: question }] },
        { signal },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer of OpenAI is incomplete.')
      return choice.message.content
    }

    async function byAnthropic(signal: AbortSignal): Promise<string> {
      const message = await anthropic.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 500, messages: [{ role: 'user', content: question }] },
        { signal },
      )
      const [block] = message.content
      if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '')
        throw new Error('The answer of Anthropic is incomplete.')
      return block.text
    }

    return async ({ signal }) => {
      const rest = new AbortController()
      const both = AbortSignal.any([signal, rest.signal, AbortSignal.timeout(60_000)])
      try {
        return await Promise.race([byOpenAI(both), byAnthropic(both)])
      } finally {
        rest.abort()
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [authenticationFailed().for('anthropic')] }],
      wrong: (runs) => (runs[0]![0]!.error === undefined ? undefined : 'The question failed, though OpenAI was well.'),
    },
  ],
}
