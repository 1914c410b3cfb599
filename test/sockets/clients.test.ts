import { request as httpRequest } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'
import axios from 'axios'
import { Agent as UndiciAgent, Client, fetch as undiciFetch, Pool, request as undiciRequest } from 'undici'
import { describe, it } from 'vitest'
import { connectionRefused, connectionReset, headersTimeout, overloaded, stalledStream, truncatedStream } from '../../faults/index.ts'
import { answers, brownout, ollama, openai } from '../../src/index.ts'
import { expect, withChaos } from '../../src/vitest/index.ts'

const text = 'All is well in Ghent, and everywhere else.'
const test = withChaos({ providers: [openai(), ollama()], answers: answers.from(() => text), clientBehavior: 'ignore' })
const origin = 'https://api.openai.com'
const path = '/v1/chat/completions'
const headers = { authorization: 'Bearer test', 'content-type': 'application/json' }
const question = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Is all well?' }] }
const body = JSON.stringify(question)

interface Answer {
  readonly choices: readonly { readonly message: { readonly content: string } }[]
}

/** Makes a call with Node's own client, and reads all of the body. */
function ask(options: object = {}, content = body, send: typeof httpsRequest = httpsRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = send({ host: 'api.openai.com', path, method: 'POST', headers, ...options }, (response) => {
      let received = ''
      response.on('data', (bytes: Buffer) => (received += bytes.toString()))
      response.on('end', () => resolve(received))
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(content)
  })
}

const contentOf = (json: unknown): string => (json as Answer).choices[0]!.message.content

describe('a client with connections of its own is answered', () => {
  test('by node:https, over one connection after another', async ({ chaos }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let count = 0; count < 3; count++) expect(contentOf(JSON.parse(await ask({ agent })))).toBe(text)
    expect(chaos.journal).toHaveCalled(3)
  })

  test('by node:http, if the provider has no encryption', async ({ chaos }) => {
    const content = JSON.stringify({ model: 'llama3', messages: question.messages, stream: false })
    const asked = await ask({ host: 'localhost', port: 11_434, path: '/api/chat' }, content, httpRequest)
    expect(asked).toContain(text)
    expect(chaos.journal).toHaveCalled(1, { provider: 'ollama' })
  })

  test('by axios', async ({ chaos }) => {
    const { data } = await axios.post<Answer>(origin + path, question, { headers, adapter: 'http' })
    expect(contentOf(data)).toBe(text)
    expect(chaos.journal).toHaveCalled(1)
  })

  test.for([
    ['its functions', undefined],
    ['an Agent', () => new UndiciAgent()],
    ['a Client', () => new Client(origin)],
    ['a Pool', () => new Pool(origin, { connections: 2 })],
  ] as const)('by undici with %s', async ([, make], { chaos }) => {
    const dispatcher = make?.()
    const answer = await undiciRequest(origin + path, {
      method: 'POST',
      headers,
      body,
      ...(dispatcher === undefined ? {} : { dispatcher }),
    })
    expect(contentOf(await answer.body.json())).toBe(text)
    const fetched = await undiciFetch(origin + path, { method: 'POST', headers, body, ...(dispatcher === undefined ? {} : { dispatcher }) })
    expect(contentOf(await fetched.json())).toBe(text)
    expect(chaos.journal).toHaveCalled(2)
  })

  test('with a stream, also a truncated one', async ({ chaos }) => {
    const streamed = JSON.stringify({ ...question, stream: true })
    expect(await ask({}, streamed)).toContain('data: [DONE]')
    chaos.inject(truncatedStream({ afterDeltas: 2 }))
    const cut = await ask({}, streamed)
    expect(cut).toContain('All')
    expect(cut).not.toContain('[DONE]')
  })
})

describe('a client with connections of its own meets the faults', () => {
  test('that are error responses', async ({ chaos }) => {
    chaos.inject(overloaded())
    await expect(axios.post(origin + path, question, { headers, adapter: 'http' })).rejects.toMatchObject({ response: { status: 503 } })
  })

  test('that are broken connections, by the errors of Node', async ({ chaos }) => {
    chaos.inject(connectionReset().nth(1), connectionRefused().nth(2))
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET', syscall: 'read' })
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNREFUSED', syscall: 'connect' })
    expect(contentOf(JSON.parse(await ask()))).toBe(text)
  })

  test('that are silence, until its timeout is over, in no time', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 1 }))
    const asked = axios.post(origin + path, { ...question, stream: true }, { headers, adapter: 'http', timeout: 45_000 })
    // As over a real socket: the answer has begun, so axios calls it a bad response, and no timeout.
    await expect(asked).rejects.toMatchObject({ code: 'ERR_BAD_RESPONSE', message: 'stream has been aborted' })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 45_000 }])
  })

  test('that time out by themselves', async ({ chaos }) => {
    chaos.inject(headersTimeout())
    await expect(undiciRequest(origin + path, { method: 'POST', headers, body })).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' })
  })

  test('until it aborts', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 1 }))
    await expect(ask({ signal: AbortSignal.timeout(30_000) })).rejects.toThrow('The operation was aborted')
    expect(chaos.journal).toHaveAborted()
  })
})

describe('a client with connections of its own is refused', () => {
  it('in words, if nothing plays the host', async () => {
    const chaos = brownout({ providers: [openai()] })
    const release = chaos.intercept()
    const refused = await ask({ host: 'api.mistral.ai' }).finally(release)
    expect(JSON.parse(refused)).toMatchObject({ error: { type: 'brownout_unhandled_request' } })
    expect(refused).toContain('Mistral is not set up here. Nothing was sent. Add mistral() to the option')
    expect(chaos.journal.unhandled).toHaveLength(1)
  })
})
