import { once } from 'node:events'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import axios from 'axios'
import { Agent, request as undiciRequest } from 'undici'
import { describe, expect, it } from 'vitest'
import { overloaded, serverError } from '../../faults/index.ts'
import { anthropic, brownout, type Injection } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'

const headers = { 'x-api-key': 'test', 'anthropic-version': '2023-06-01', 'content-type': 'application/json' }
const body = JSON.stringify({ model: 'claude-sonnet-5', max_tokens: 10, messages: [{ role: 'user', content: 'Where is my parcel?' }] })

/** The reason phrase that each client gets. */
const clients: Readonly<Record<string, (url: string) => Promise<string | undefined>>> = {
  async fetch(url) {
    const response = await fetch(url, { method: 'POST', headers, body })
    await response.text()
    return response.statusText
  },
  async undici(url) {
    const dispatcher = new Agent()
    const response = await undiciRequest(url, { method: 'POST', headers, body, dispatcher })
    await response.body.text()
    await dispatcher.close()
    return response.statusText
  },
  axios: async (url) => (await axios.post(url, body, { headers, validateStatus: () => true })).statusText,
  async 'node:http'(url) {
    const asking = (url.startsWith('https') ? requestHttps : requestHttp)(url, { method: 'POST', headers })
    asking.end(body)
    const [response] = (await once(asking, 'response')) as [IncomingMessage]
    response.resume()
    return response.statusMessage
  },
}

// AI SDK has it as the message of an error that is not JSON. Cloudflare, before Anthropic, writes `<none>` for an unknown status.
describe.for<[string, Injection, string]>([
  ['502', serverError({ status: 502 }), 'Bad Gateway'],
  ['529', overloaded(), '<none>'],
])('the reason phrase of %s', ([, injection, phrase]) => {
  it.for(Object.entries(clients))('is the same in this process and over a socket: %s', async ([, phraseOf]) => {
    const chaos = brownout({ providers: [anthropic()] })
    chaos.inject(injection)
    const release = chaos.intercept()
    const inProcess = await phraseOf('https://api.anthropic.com/v1/messages')
    release()
    const { baseUrls, close } = await serve(chaos)
    const overSocket = await phraseOf(`${baseUrls['anthropic']}/v1/messages`)
    await close()
    expect([inProcess, overSocket]).toEqual([phrase, phrase])
  })
})
