import fc from 'fast-check'
import { expect } from 'vitest'
import { z } from 'zod'
import { everyProvider } from '../../src/cli/every-provider.ts'
import { brownout, openai, type Chaos, type OpenAIFlavor } from '../../src/index.ts'
import { flavorFacts } from '../../src/providers/flavor-facts.ts'
import { batchLine, fuzzedRequest, nearly, targetsOf, type FuzzedRequest } from './fuzzed-requests.ts'

const longest = 1_000_000
const text = z.string().min(1)
const inObject = z.looseObject({ error: z.looseObject({ message: text }) })

/** The form of an error of each provider. Providers with OpenAI's wire format have it in an object or next to others. */
const errors: Readonly<Record<string, z.ZodType>> = {
  openai: z.object({ error: z.object({ message: text, type: text, param: z.string().nullable(), code: z.string().nullable() }) }),
  anthropic: z.object({ type: z.literal('error'), error: z.looseObject({ type: text, message: text }), request_id: text }),
  gemini: z.union([inObject, z.array(inObject)]),
  azure: z.object({ error: z.looseObject({ code: text.nullable(), message: text }) }),
  bedrock: z.object({ message: text }),
  cohere: z.object({ id: text, message: text }),
  mistral: z.union([z.looseObject({ message: z.union([text, z.looseObject({})]) }), z.looseObject({ detail: z.unknown() })]),
  ollama: z.union([z.object({ error: text }), inObject]),
}
const anyError = z.union([
  inObject,
  z.looseObject({ error: text }),
  z.looseObject({ message: text }),
  z.looseObject({ detail: z.union([text, z.looseObject({})]) }),
  z.object({ status: z.number(), title: text }),
])

/** Results that no request is allowed to have: a closed connection, an error of brownout's own, a body without a limit, or an unknown text. */
async function expectAnswer(chaos: Chaos, { provider, method, url, headers, text: body }: FuzzedRequest): Promise<number> {
  chaos.reset()
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const answered = await response.text()
  expect(answered.length).toBeLessThan(longest)
  // A schema that no value matches has no answer, and brownout reports it.
  if (chaos.journal.bugs[0]?.message.startsWith('Cannot make a value') === true) return response.status
  if (response.status !== 200)
    expect(JSON.parse(answered)).toEqual(expect.toSatisfy((value) => (errors[provider] ?? anyError).safeParse(value).success))
  // Another path can be unknown to the provider, or one for a WebSocket.
  if (response.status !== 404 && response.status !== 426) expect(response.headers.get('x-brownout')).toBeNull()
  expect(chaos.journal.bugs).toEqual([])
  return response.status
}

/** Sends nearly right requests in lines of files, each in a batch. */
const fuzzedBatch = fc.array(nearly(batchLine), { minLength: 1, maxLength: 2 })

async function expectBatch(chaos: Chaos, lines: readonly string[]): Promise<void> {
  chaos.reset()
  const form = new FormData()
  form.set('purpose', 'batch')
  form.set('file', new File([lines.join('\n')], 'lines.jsonl'))
  const headers = { authorization: 'Bearer test' }
  const { id } = (await (await fetch('https://api.openai.com/v1/files', { method: 'POST', headers, body: form })).json()) as { id: string }
  const created = await fetch('https://api.openai.com/v1/batches', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ input_file_id: id, endpoint: '/v1/chat/completions', completion_window: '24h' }),
  })
  expect(created.status).toBe(200)
  expect(await created.json()).toMatchObject({ object: 'batch', status: expect.stringMatching(/^(?:validating|failed)$/) as string })
  expect(chaos.journal.bugs.filter(({ message }) => !message.startsWith('Cannot make a value'))).toEqual([])
}

const flavors = Object.keys(flavorFacts) as readonly OpenAIFlavor[]
const providers = [...everyProvider(), ...flavors.map((flavor) => openai({ flavor }))]

/** Runs a check against every provider and every flavor. */
async function emulating<Value>(run: (chaos: Chaos) => Promise<Value>): Promise<Value> {
  const chaos = brownout({ providers })
  const release = chaos.intercept()
  try {
    return await run(chaos)
  } finally {
    release()
  }
}

/**
 * Sends nearly right requests to every endpoint of every provider: each is answered, or refused in its provider's own form, and never by brownout.
 * @returns how many requests had each status
 */
export function fuzz(numRuns: number): Promise<ReadonlyMap<number, number>> {
  return emulating(async (chaos) => {
    const statuses = new Map<number, number>()
    const targets = await targetsOf(providers)
    await fc.assert(
      fc.asyncProperty(fuzzedRequest(targets), async (request) => {
        const status = await expectAnswer(chaos, request)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }),
      { numRuns },
    )
    await fc.assert(
      fc.asyncProperty(fuzzedBatch, (lines) => expectBatch(chaos, lines)),
      { numRuns: numRuns / 20 },
    )
    return statuses
  })
}

/** The status of each endpoint's own sample, as it is. */
export function unchanged(): Promise<readonly (readonly [endpoint: string, status: number])[]> {
  return emulating(async (chaos) => {
    const found: (readonly [string, number])[] = []
    for (const { provider, endpoint, samples } of await targetsOf(providers))
      for (const { url, headers, body } of samples) {
        const request = { provider, method: endpoint.method, url, headers, ...(body === undefined ? {} : { text: JSON.stringify(body) }) }
        found.push([`${provider} ${endpoint.method} ${endpoint.readablePath}`, await expectAnswer(chaos, request)])
      }
    return found
  })
}
