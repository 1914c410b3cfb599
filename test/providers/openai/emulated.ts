import OpenAI from 'openai'
import type { Answer } from '../../../src/engine/answer.ts'
import { play } from '../../../src/engine/play.ts'
import { Run } from '../../../src/engine/run.ts'
import { respond } from '../../../src/msw/response.ts'
import { openai } from '../../../src/providers/openai/index.ts'

/** The official client, in front of the emulated API and without a network in between. */
export function clientOf(answer: Answer, seed = 'conformance'): OpenAI {
  const run = new Run({ seed, answers: () => answer, pace: { firstToken: 0, perDelta: 0 } })
  const provider = openai()
  return new OpenAI({
    apiKey: 'sk-test',
    maxRetries: 0,
    logLevel: 'off',
    async fetch(input, init) {
      const request = new Request(input, init)
      const url = new URL(request.url)
      const endpoint = provider.endpoints.find(({ path }) => `/v1${path}` === url.pathname || path === url.pathname)!
      return respond(
        await play(run, provider, endpoint, { method: request.method, url, headers: request.headers, text: await request.text() }),
      )
    },
  })
}
