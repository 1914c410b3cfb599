import OpenAI, { APIUserAbortError } from 'openai'
import { slowFirstToken } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const sharedBriefing: YardstickApp = {
  name: 'shared-briefing',
  story: `A dashboard asks for the briefing of the day in two places at once: a preview that gives up after 5 s, and a page that waits for
    a minute. Both share one request in flight, on the openai SDK. Bug: the shared request runs under the signal of whoever came first.
    When the preview gives up, the page fails too, although its answer was on the way.`,
  sources: ['nodejs/undici#5711', 'joshuaswarren/remnic#2015', 'Comfy-Org/ComfyUI_frontend#17442'],
  faultsNeeded: 1,
  kind: 'race',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 1 })
    const flights = new Map<string, Promise<string>>()

    async function fetchBriefing(topic: string, signal: AbortSignal): Promise<string> {
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o-mini', messages: [{ role: 'user', content: `Write a short briefing about ${topic}.` }] },
        { signal },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The briefing is not complete.')
      return choice.message.content
    }

    function briefing(topic: string, signal: AbortSignal): Promise<string> {
      const underway = flights.get(topic)
      if (underway !== undefined) return underway
      const flight = fetchBriefing(topic, signal).finally(() => flights.delete(topic))
      flights.set(topic, flight)
      return flight
    }

    return async ({ signal }) => {
      const [preview, page] = await Promise.allSettled([
        briefing('shipping delays', AbortSignal.any([signal, AbortSignal.timeout(5_000)])),
        briefing('shipping delays', AbortSignal.any([signal, AbortSignal.timeout(60_000)])),
      ])
      if (page.status === 'rejected') throw page.reason
      return { preview: preview.status === 'fulfilled' ? preview.value.slice(0, 40) : 'No preview yet.', page: page.value }
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '15s' })] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        if (!(run?.error instanceof APIUserAbortError) || run.settledAfter >= 60_000) return undefined
        return `The page failed after ${run.settledAfter} ms since the preview had given up.`
      },
    },
  ],
}
