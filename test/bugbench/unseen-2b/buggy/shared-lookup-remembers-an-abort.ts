import OpenAI from 'openai'
import { slowFirstToken } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const sharedLookupRemembersAnAbort: YardstickApp = {
  name: 'shared-lookup-remembers-an-abort',
  story:
    'Company lookup of a CRM on the Responses API: equal lookups that run at once share one call, and a lookup that failed is forgotten. Bug: a lookup that its user aborts stays in the table, since nobody seems to wait for it. Whoever opens the company afterwards gets the abort of a stranger, until the process restarts.',
  sources: ['openshift/console#16773', 'deco-cx/deco#1231', 'lidge-jun/opencodex#4078'],
  faultsNeeded: 1,
  kind: 'abort',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 60_000 })
    const running = new Map<string, Promise<string>>()

    async function describe(company: string, signal: AbortSignal): Promise<string> {
      try {
        const reply = await client.responses.create(
          { model: 'gpt-4o', input: `Describe the company ${company} in two sentences.` },
          { signal },
        )
        if (reply.status !== 'completed' || reply.output_text === '') throw new Error(`The description is ${reply.status}.`)
        running.delete(company)
        return reply.output_text
      } catch (error) {
        if (!signal.aborted) running.delete(company)
        throw error
      }
    }

    return ({ signal }) => {
      const company = 'Northern Parcel'
      const shared = running.get(company) ?? describe(company, signal)
      running.set(company, shared)
      return shared
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '20s' })], abortAfter: 2_000 }, { after: 3_600_000 }],
      wrong: (runs) => (runs[1]?.[0]?.error === undefined ? undefined : 'A later lookup fails with the abort of the first user.'),
    },
  ],
}
