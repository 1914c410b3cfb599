import { describe, expect } from 'vitest'
import { z } from 'zod'
import { azure, defineFault, mistral, openai, openrouter, type ProblemKind } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { anyTraits } from '../engine/traits.ts'

const failing = defineFault({
  name: 'failing',
  summary: 'the provider reports a failure of any kind',
  ...anyTraits,
  sources: ['https://platform.openai.com/docs/guides/error-codes'],
  breaks: [],
  parameters: z.object({ kind: z.string() }),
  admit: (_call, { parameters: { kind } }) => ({ kind: kind as ProblemKind }),
})

const test = withChaos({
  seed: 'tuesday',
  providers: [azure(), openrouter(), mistral(), openai({ flavor: 'groq' }), openai({ flavor: 'deepseek' }), openai({ flavor: 'vllm' })],
})

const hosts = {
  azure: 'https://parcels.openai.azure.com/openai/v1',
  openrouter: 'https://openrouter.ai/api/v1',
  mistral: 'https://api.mistral.ai/v1',
  groq: 'https://api.groq.com/openai/v1',
  deepseek: 'https://api.deepseek.com',
  vllm: 'http://localhost:8000/v1',
} as const

/** The status with which each host reports each kind of failure. */
const statuses: Readonly<Record<keyof typeof hosts, Readonly<Record<ProblemKind, number>>>> = (() => {
  const usual = {
    'bad-request': 400,
    'context-length-exceeded': 400,
    authentication: 401,
    billing: 429,
    permission: 403,
    'model-not-found': 404,
    'not-found': 404,
    conflict: 409,
    'request-too-large': 413,
    unprocessable: 422,
    'request-timeout': 408,
    'rate-limit-requests': 429,
    'rate-limit-tokens': 429,
    'quota-exhausted': 429,
    'server-error': 500,
    'bad-gateway': 502,
    unavailable: 503,
    overloaded: 503,
    'gateway-timeout': 504,
  }
  return {
    azure: { ...usual, billing: 403, overloaded: 429 },
    openrouter: { ...usual, billing: 402, 'quota-exhausted': 402, overloaded: 529, 'gateway-timeout': 524 },
    mistral: { ...usual, billing: 402, 'quota-exhausted': 402, 'model-not-found': 400, overloaded: 429 },
    groq: usual,
    deepseek: { ...usual, billing: 402, 'quota-exhausted': 402, 'model-not-found': 400 },
    vllm: usual,
  }
})()

const cases = (Object.keys(hosts) as (keyof typeof hosts)[]).flatMap((host) =>
  (Object.entries(statuses[host]) as [ProblemKind, number][]).map(([kind, status]) => ({ host, kind, status })),
)

/** The text of a body: each host has its own field for it. */
function wordsOf(body: unknown): unknown {
  const { error, message, detail } = body as { error?: { message?: unknown }; message?: unknown; detail?: unknown }
  return error?.message ?? message ?? (Array.isArray(detail) ? (detail[0] as { msg: unknown }).msg : detail)
}

describe('each kind of failure has a status and words of the host', () => {
  test.for(cases)('$host: $kind is $status', async ({ host, kind, status }, { chaos }) => {
    chaos.inject(failing({ kind }))
    const response = await fetch(`${hosts[host]}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'parcels', messages: [{ role: 'user', content: 'Where is my parcel?' }] }),
    })
    expect(response.status).toBe(status)
    expect(wordsOf(await response.json())).toMatch(/\w{3}/)
    expect(chaos.journal.calls[0]).toMatchObject({ status, ending: 'refused', problem: { kind } })
  })
})
