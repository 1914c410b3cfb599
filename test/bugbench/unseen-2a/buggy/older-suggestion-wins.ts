import { setTimeout as sleep } from 'node:timers/promises'
import { createMistral } from '@ai-sdk/mistral'
import { generateText } from 'ai'
import { slowFirstToken } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const olderSuggestionWins: YardstickApp = {
  name: 'older-suggestion-wins',
  story:
    'A search box of a pharmacy suggests text while the user types, with Mistral through the AI SDK. Whatever answer comes last is shown. If the answer for the first letters is slow, it replaces the one for what is in the box, and the user reads about another medicine than the one they typed.',
  sources: ['TarekRaafat/autoComplete.js#457', 'RatLoopz/sahidawa-india#3067', 'vercel/ai#21250'],
  faultsNeeded: 1,
  kind: 'race',
  make() {
    const mistral = createMistral({ apiKey: 'test' })

    async function suggest(typed: string, signal: AbortSignal): Promise<string> {
      const { text, finishReason } = await generateText({
        model: mistral('mistral-small-latest'),
        prompt: `Complete what the customer of a pharmacy is typing, with a short remark: ${typed}`,
        maxRetries: 1,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
      })
      if (finishReason !== 'stop' || text === '') throw new Error(`the suggestion ended with ${finishReason}`)
      return text
    }

    return async ({ observe, signal }) => {
      const box = { typed: '', suggestion: '' }
      const type = async (typed: string): Promise<void> => {
        box.typed = typed
        const suggestion = await suggest(typed, signal)
        if (box.suggestion !== '') observe.retracted()
        box.suggestion = suggestion
        observe.streamed(suggestion)
      }
      const first = type('para')
      // An early suggestion is allowed to fail: the user has typed on.
      const quiet = first.catch(() => undefined)
      await sleep(400)
      await type('paracetamol for children')
      await quiet
      return { ...box }
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '9s' }).nth(1)] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        const shown = (run?.value as { suggestion: string } | undefined)?.suggestion
        const [first, second] = run?.journal.calls ?? []
        return shown === first?.received && shown !== second?.received ? 'The suggestion for "para" replaced the newer one.' : undefined
      },
    },
  ],
}
