import Anthropic from '@anthropic-ai/sdk'
import type { Answer } from '../../../src/engine/model/answer.ts'
import { play } from '../../../src/engine/run/play.ts'
import { Run } from '../../../src/engine/run/run.ts'
import { respond } from '../../../src/gateway/respond.ts'
import { anthropic } from '../../../src/providers/anthropic/index.ts'

/** A `fetch` that the emulated API answers without a network in between, with the run that it writes into. */
export function emulated(answer: Answer, seed = 'conformance'): { readonly fetch: typeof fetch; readonly run: Run } {
  const run = new Run({ seed, answers: () => answer, pace: { firstToken: 0, perDelta: 0 } })
  const provider = anthropic()
  return {
    run,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const url = new URL(request.url)
      const endpoint = (await provider.endpoints()).find(({ path }) => path === url.pathname)!
      return respond(play(run, provider, endpoint, { method: request.method, url, headers: request.headers, text: await request.text() }))
    },
  }
}

/** The official client, in front of the emulated API. */
export function clientOf(answer: Answer, seed?: string): Anthropic {
  return new Anthropic({ apiKey: 'sk-ant-test', maxRetries: 0, logLevel: 'off', fetch: emulated(answer, seed).fetch })
}

/** One request over the wire, as JSON and bytes. */
export function post(answer: Answer, body: unknown, headers: Record<string, string> = {}, path = '/v1/messages'): Promise<Response> {
  return emulated(answer).fetch(`https://api.anthropic.com${path}`, {
    method: 'POST',
    headers: { 'x-api-key': 'sk-ant-test', 'anthropic-version': '2023-06-01', 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** A minimal valid request. */
export const question = {
  model: 'claude-sonnet-5',
  max_tokens: 1024,
  messages: [{ role: 'user' as const, content: 'Where is my parcel?' }],
}
