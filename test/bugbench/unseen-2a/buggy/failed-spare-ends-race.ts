import { CohereClientV2 } from 'cohere-ai'
import OpenAI from 'openai'
import { serverError, slowFirstToken } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const question = 'Explain in two sentences how a passenger of a cancelled flight is rebooked.'

export const failedSpareEndsRace: YardstickApp = {
  name: 'failed-spare-ends-race',
  story:
    'An airline desk asks OpenAI, asks Cohere too after five seconds, and takes what comes first. What comes first may be an error: if the second model is down, its refusal ends the race, although the first would have answered two seconds later. Having a spare makes the desk fail more often.',
  sources: ['praxis-proxy/praxis#924', 'hugalafutro/model-hotel#259'],
  faultsNeeded: 2,
  kind: 'fallback',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 1, logLevel: 'off' })
    const cohere = new CohereClientV2({ token: 'test', maxRetries: 0, timeoutInSeconds: 20 })

    async function viaOpenAI(signal: AbortSignal): Promise<string> {
      const reply = await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] }, { signal })
      const [choice] = reply.choices
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('OpenAI gave no complete answer')
      return choice.message.content
    }

    async function viaCohere(abortSignal: AbortSignal): Promise<string> {
      const reply = await cohere.chat({ model: 'command-a-03-2025', messages: [{ role: 'user', content: question }] }, { abortSignal })
      const text = reply.message.content?.map((part) => (part.type === 'text' ? part.text : '')).join('') ?? ''
      if (reply.finishReason !== 'COMPLETE' || text === '') throw new Error('Cohere gave no complete answer')
      return text
    }

    return async ({ signal }) => {
      const over = new AbortController()
      const within = AbortSignal.any([signal, over.signal, AbortSignal.timeout(45_000)])
      try {
        const first = viaOpenAI(within)
        const outcome = first.then(
          (answer) => ({ answer }),
          () => 'failed' as const,
        )
        const late = new Promise<'late'>((resolve) => void setTimeout(() => resolve('late'), 5_000))
        const early = await Promise.race([outcome, late])
        if (typeof early === 'object') return early
        signal.throwIfAborted()
        const second = viaCohere(within)
        return { answer: await (early === 'failed' ? second : Promise.race([first, second])) }
      } finally {
        over.abort()
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '7s' }).for('openai'), serverError().for('cohere')] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        const first = run?.journal.calls.find(({ provider }) => provider === 'openai')
        return run?.error !== undefined && first?.problem === undefined ? 'The desk failed while OpenAI was about to answer.' : undefined
      },
    },
  ],
}
