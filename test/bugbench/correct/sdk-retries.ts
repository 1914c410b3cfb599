import {
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'
import { askOpenAI, openaiClient } from '../clients.ts'

/** Marks an error as permanent if a quota is used up, or the wait is longer than the SDK accepts. */
async function prudentFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  if (response.ok) return response
  const text = await response.text()
  const headers = new Headers(response.headers)
  const isPermanent = response.status < 500 && ![408, 409, 429].includes(response.status)
  if (isPermanent || text.includes('quota') || waitOf(headers) > 30_000) headers.set('x-should-retry', 'false')
  return new Response(text, { status: response.status, headers })
}

function waitOf(headers: Headers): number {
  const asked = headers.get('retry-after')
  if (asked === null) return Number(headers.get('retry-after-ms') ?? 0)
  return Number.isNaN(Number(asked)) ? Date.parse(asked) - Date.now() : Number(asked) * 1_000
}

export const sdkRetries: CorrectApp = {
  name: 'sdk-retries',
  story: "The retries of OpenAI's SDK, told by its fetch what is not worth another try.",
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
  ],
  task: () => askOpenAI(openaiClient({ maxRetries: 2, fetch: prudentFetch })),
}
