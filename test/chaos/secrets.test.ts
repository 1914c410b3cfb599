import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { keepIncident } from '../../src/cli/incident-file.ts'
import { logRequests } from '../../src/cli/request-log.ts'
import {
  anthropic,
  answers,
  azure,
  bedrock,
  brownout,
  cohere,
  gemini,
  mistral,
  ollama,
  openai,
  openrouter,
  vercel,
  type Chaos,
} from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'
import { openTelemetry } from '../../src/telemetry/index.ts'
import { httpUpstream } from '../../src/upstream/http-upstream.ts'
import { recording } from '../../src/upstream/record.ts'
import { issuedKeys } from '../issued-keys.ts'

const chat = { model: 'gpt-4o', messages: [{ role: 'user', content: '' }] }

/** A request to each provider, with the credentials in each place in which its clients send them. */
const requests: readonly {
  readonly provider: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: (said: string) => object
  readonly key: string
}[] = [
  {
    provider: 'openai',
    path: '/chat/completions',
    key: issuedKeys.openai,
    headers: { authorization: 'Bearer KEY' },
    body: (content) => ({ ...chat, messages: [{ role: 'user', content }] }),
  },
  {
    provider: 'anthropic',
    path: '/v1/messages',
    key: issuedKeys.anthropic,
    headers: { 'x-api-key': 'KEY', 'anthropic-version': '2023-06-01' },
    body: (content) => ({ model: 'claude-sonnet-5', max_tokens: 99, messages: [{ role: 'user', content }] }),
  },
  {
    provider: 'gemini',
    path: '/v1beta/models/gemini-2.5-pro:generateContent?key=KEY',
    key: issuedKeys.gemini,
    body: (text) => ({ contents: [{ role: 'user', parts: [{ text }] }] }),
  },
  {
    provider: 'gemini',
    path: '/v1beta/models/gemini-2.5-pro:generateContent',
    key: issuedKeys.geminiBefore,
    headers: { 'x-goog-api-key': 'KEY' },
    body: (text) => ({ contents: [{ role: 'user', parts: [{ text }] }] }),
  },
  {
    provider: 'azure',
    path: '/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21',
    key: issuedKeys.azure,
    headers: { 'api-key': 'KEY' },
    body: (content) => ({ messages: [{ role: 'user', content }] }),
  },
  {
    provider: 'bedrock',
    path: '/model/anthropic.claude-sonnet-4-5-20250929-v1:0/converse',
    key: issuedKeys.bedrock,
    headers: { authorization: 'Bearer KEY' },
    body: (text) => ({ messages: [{ role: 'user', content: [{ text }] }] }),
  },
  {
    provider: 'bedrock',
    path: '/model/anthropic.claude-sonnet-4-5-20250929-v1:0/converse',
    key: issuedKeys.bedrockAccess,
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=ab12',
    },
    body: (text) => ({ messages: [{ role: 'user', content: [{ text }] }] }),
  },
  {
    provider: 'mistral',
    path: '/v1/chat/completions',
    key: issuedKeys.mistral,
    headers: { authorization: 'Bearer KEY' },
    body: (content) => ({ model: 'mistral-large-latest', messages: [{ role: 'user', content }] }),
  },
  {
    provider: 'cohere',
    path: '/v2/chat',
    key: issuedKeys.cohere,
    headers: { authorization: 'Bearer KEY' },
    body: (content) => ({ model: 'command-a-03-2025', messages: [{ role: 'user', content }] }),
  },
  {
    provider: 'ollama',
    path: '/api/chat',
    key: issuedKeys.ollama,
    headers: { authorization: 'Bearer KEY' },
    body: (content) => ({ model: 'llama3.2', stream: false, messages: [{ role: 'user', content }] }),
  },
  {
    provider: 'openrouter',
    path: '/chat/completions',
    key: issuedKeys.openrouter,
    headers: { authorization: 'Bearer KEY' },
    body: (content) => ({ ...chat, model: 'openai/gpt-4o', messages: [{ role: 'user', content }] }),
  },
  {
    provider: 'vercel',
    path: '/language-model',
    key: issuedKeys.vercel,
    headers: { authorization: 'Bearer KEY', 'ai-language-model-id': 'openai/gpt-4o' },
    body: (text) => ({ prompt: [{ role: 'user', content: [{ type: 'text', text }] }] }),
  },
]
const keys = requests.map(({ key }) => key)

/** Text that resembles secrets, which must stay. */
const english =
  'Our Basic subscription costs 9 EUR, and the bearer certificate is void. The id is sk-container-id-1, the digest 3f786850e387550fdab836ed7e6dc881de23001b.'

/** The key is in the request and its address, and the model repeats it. */
const said = (key: string): string => `My key is ${key}. ${english}`

const providers = [openai(), anthropic(), gemini(), azure(), bedrock(), mistral(), cohere(), ollama(), openrouter(), vercel()]
const folder = mkdtempSync(join(tmpdir(), 'brownout-secrets-'))
let real: { readonly chaos: Chaos; readonly server: BrownoutServer }
let proxy: { readonly chaos: Chaos; readonly server: BrownoutServer }
const printed: Record<'text' | 'json', string> = { text: '', json: '' }
const spans: unknown[] = []
const telemetry = openTelemetry({ to: async (_, body) => void spans.push(body), texts: true })

beforeAll(async () => {
  const repeats = answers.from(({ messages }) =>
    messages.flatMap(({ parts }) => parts.flatMap((part) => ('text' in part ? [part.text] : []))).join(' '),
  )
  const chaos = brownout({ seed: 'tuesday', providers, answers: repeats })
  real = { chaos, server: await serve(chaos) }
  const upstream = recording(httpUpstream(real.server.baseUrls), join(folder, 'recordings'), () => {})
  const over = brownout({ seed: 'tuesday', providers, upstream })
  proxy = { chaos: over, server: await serve(over) }
  telemetry.watch(chaos)
  const print = vi.spyOn(console, 'error')
  for (const form of ['text', 'json'] as const) {
    print.mockImplementation((line: unknown) => void (printed[form] += `${String(line)}\n`))
    logRequests(chaos, form)
    for (const { provider, path, headers = {}, body, key } of requests) {
      const withKey = (text: string): string => text.replaceAll('KEY', key)
      const init = {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withKey(value)])),
        },
        body: JSON.stringify(body(said(key))),
      }
      const response = await fetch(`${proxy.server.baseUrls[provider]}${withKey(path)}`, init)
      expect([provider, response.status]).toEqual([provider, 200])
      expect(await response.text()).toContain(key)
      // A request to an endpoint that does not exist, and a model that does not.
      await fetch(`${real.server.baseUrls[provider]}/nothing?key=${key}`, init)
    }
  }
  print.mockRestore()
  await telemetry.flush()
}, 30_000)

afterAll(async () => {
  await proxy.server.close()
  await real.server.close()
  rmSync(folder, { recursive: true })
})

/** What each place has, as text. */
const places: Readonly<Record<string, () => string | Promise<string>>> = {
  'the journal': () => JSON.stringify([real.chaos.journal, proxy.chaos.journal]),
  'the incident': () => JSON.stringify([real.chaos.incident(), proxy.chaos.incident()]),
  'the request log': () => printed.text,
  'the request log in JSON': () => printed.json,
  'OpenTelemetry with texts': () => JSON.stringify(spans),
  'recordings of the proxy': () =>
    readdirSync(join(folder, 'recordings'))
      .map((file) => file + readFileSync(join(folder, 'recordings', file), 'utf8'))
      .join('\n'),
  'the control API': async () => {
    const texts = ['', '/journal', '/journal?last=5', '/incident', '/faults'].map(async (path) =>
      (await fetch(`${real.server.url}/__brownout${path}`)).text(),
    )
    return (await Promise.all(texts)).join('\n')
  },
  'the incident of a crash': () => {
    const file = join(folder, 'crash.json')
    const before = process.listeners('uncaughtExceptionMonitor')
    keepIncident(real.chaos, file)
    const monitor = process.listeners('uncaughtExceptionMonitor').find((listener) => !before.includes(listener))
    monitor?.(new Error('crash'), 'uncaughtException')
    process.off('uncaughtExceptionMonitor', monitor!)
    return readFileSync(file, 'utf8')
  },
}

describe.each(Object.entries(places))('%s', (_, read) => {
  it('has no key of any provider', async () => {
    const text = await read()
    expect(keys.filter((key) => text.includes(key))).toEqual([])
  })
})

describe.each([
  'the journal',
  'the incident',
  'OpenTelemetry with texts',
  'recordings of the proxy',
  'the control API',
  'the incident of a crash',
] as const)('%s', (place) => {
  it('has plain English as it was', async () => {
    expect(await places[place]!()).toContain(english)
  })
})
