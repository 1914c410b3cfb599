import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { slowFirstToken } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const dailyLimit = 10_000
const worstCase = 4_000
const day = 86_400_000

export const hedgeLeaksTheReservation: YardstickApp = {
  name: 'hedge-leaks-the-reservation',
  story:
    'Gateway of a team with a daily token budget: it reserves the worst case before a call and settles afterwards. A call that is slow is hedged with a second provider, and the loser is aborted. Bug: only the first leg settles the reservation, so each hedge that wins leaves it behind. After two slow answers the team is refused until midnight, having spent next to nothing.',
  sources: ['BerriAI/litellm#30522', 'librefang/librefang#6513', 'mozilla-ai/otari#1277'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 60_000 })
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 60_000 })
    const prompt = 'Summarize the open incidents.'
    let window = Date.now()
    let spent = 0
    let reserved = 0

    async function first(signal: AbortSignal, hedgeWon: AbortSignal): Promise<string> {
      const messages = [{ role: 'user' as const, content: prompt }]
      const reply = await openai.chat.completions
        .create({ model: 'gpt-4o', max_tokens: worstCase, messages }, { signal })
        .catch((error: unknown) => {
          if (!hedgeWon.aborted) reserved -= worstCase
          throw error
        })
      reserved -= worstCase
      spent += reply.usage?.total_tokens ?? worstCase
      const choice = reply.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer is not complete.')
      return choice.message.content
    }

    async function second(signal: AbortSignal): Promise<string> {
      const reply = await anthropic.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: worstCase, messages: [{ role: 'user', content: prompt }] },
        { signal },
      )
      spent += reply.usage.input_tokens + reply.usage.output_tokens
      const text = reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (reply.stop_reason !== 'end_turn' || text === '') throw new Error('The answer is not complete.')
      return text
    }

    return async ({ signal }) => {
      if (Date.now() - window >= day) [window, spent, reserved] = [Date.now(), 0, 0]
      if (spent + reserved + worstCase > dailyLimit) throw new Error(`The budget of today is used up (${spent} tokens spent).`)
      reserved += worstCase
      const done = new AbortController()
      const either = AbortSignal.any([signal, done.signal])
      let timer: NodeJS.Timeout | undefined
      const hedge = new Promise<string>((resolve, reject) => {
        timer = setTimeout(() => void second(either).then(resolve, reject), 4_000)
      })
      const primary = first(either, done.signal)
      primary.catch(() => clearTimeout(timer))
      hedge.catch(() => {})
      try {
        return await Promise.race([primary, Promise.any([primary, hedge])])
      } finally {
        clearTimeout(timer)
        done.abort()
      }
    }
  },
  scripts: [
    {
      steps: [
        { inject: [slowFirstToken({ by: '20s' }).for('openai')] },
        { inject: [slowFirstToken({ by: '20s' }).for('openai')] },
        { after: 3_600_000 },
      ],
      wrong: (runs) =>
        String(runs[2]?.[0]?.error).includes('used up') ? 'The budget is refused although hardly a token was spent.' : undefined,
    },
  ],
}
