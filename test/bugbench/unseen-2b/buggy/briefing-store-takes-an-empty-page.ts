import { createAnthropic } from '@ai-sdk/anthropic'
import { APICallError, generateText, RetryError } from 'ai'
import { emptyAnswer, serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Page {
  text: string
  writtenAt: number
}

export const briefingStoreTakesAnEmptyPage: YardstickApp = {
  name: 'briefing-store-takes-an-empty-page',
  story:
    'Morning briefing on the AI SDK. The last page is kept, and served with the mark "stale" when the provider cannot be reached; a page that cannot be used is an error. Bug: the page is stored before it is checked. After an empty page one day, an outage the next day serves the empty page instead of the last good one.',
  sources: ['expectedparrot/edsl#202', 'cortexkit/magic-context#174'],
  faultsNeeded: 2,
  kind: 'state',
  make() {
    const model = createAnthropic({ apiKey: 'test' })('claude-sonnet-4-6')
    let last: Page | undefined
    return async ({ observe, signal }) => {
      let finish: string
      try {
        const reply = await generateText({
          model,
          prompt: 'Write the briefing of the harbor for today.',
          abortSignal: signal,
          timeout: 60_000,
        })
        last = { text: reply.text, writtenAt: Date.now() }
        finish = reply.finishReason
      } catch (error) {
        const unreachable =
          APICallError.isInstance(error) || RetryError.isInstance(error) || (error instanceof Error && error.name === 'TimeoutError')
        if (signal.aborted || last === undefined || !unreachable) throw error
        observe.alert('The briefing is stale.')
        return { ...last, stale: true }
      }
      if (finish !== 'stop' || last.text.length < 40) throw new Error(`The briefing of today cannot be used (${finish}).`)
      return { ...last, stale: false }
    }
  },
  scripts: [
    {
      steps: [{}, { inject: [emptyAnswer()], after: 86_400_000 }, { inject: [serverError()], after: 86_400_000 }],
      wrong: (runs) => {
        const page = runs[2]?.[0]?.value as Page | undefined
        return page?.text === '' ? 'The kept page is empty.' : undefined
      },
    },
  ],
}
