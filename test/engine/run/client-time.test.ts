import { describe, expect, it } from 'vitest'
import { rateLimited, slowFirstToken } from '../../../faults/index.ts'
import { anthropic, brownout, openai, type Chaos } from '../../../src/index.ts'

const question = [{ role: 'user', content: 'Where is my parcel?' }]

/** What a client gets of the providers. */
async function ask(chaos: Chaos, url: string, body: object): Promise<Response> {
  const release = chaos.intercept()
  try {
    const headers = { authorization: 'Bearer test', 'x-api-key': 'test', 'anthropic-version': '2023-06-01' }
    return await fetch(url, { method: 'POST', headers, body: JSON.stringify({ ...body, messages: question }) })
  } finally {
    release()
  }
}

function faster(speed: number): Chaos {
  return brownout({ speed, providers: [openai(), anthropic()] })
}

const chat = ['https://api.openai.com/v1/chat/completions', { model: 'gpt-4o' }] as const
const messages = ['https://api.anthropic.com/v1/messages', { model: 'claude-sonnet-5', max_tokens: 50 }] as const

describe("providers whose time passes faster than the client's", () => {
  it('are as slow as they would be, by their own clock', async () => {
    const chaos = faster(1_000)
    chaos.inject(slowFirstToken({ by: '20s' }))
    await (await ask(chaos, ...chat)).text()
    const { startedAt, firstByteAt } = chaos.journal.calls[0]!
    // Node's timers can be a millisecond early.
    expect(firstByteAt! - startedAt).toBeGreaterThan(18_000)
  })

  it.each([
    ['seconds', '20s', { 'retry-after': '1' }],
    ['milliseconds', '20s', { 'retry-after-ms': '10' }],
    ['milliseconds', '20100ms', { 'retry-after-ms': '11' }],
  ] as const)("demand a wait in %s in the provider's time, and write the client's into the journal", async (form, retryAfter, expected) => {
    const chaos = faster(2_000)
    chaos.inject(rateLimited({ retryAfter, form }))
    const { headers } = await ask(chaos, ...chat)
    expect(Object.fromEntries(headers)).toMatchObject(expected)
    expect(chaos.journal.calls[0]!.problem).toMatchObject({ retryAfter: retryAfter === '20s' ? 20_000 : 20_100 })
  })

  it('name dates by its calendar', async () => {
    const chaos = faster(100_000)
    chaos.inject(slowFirstToken({ by: '1h' }).first(1), rateLimited({ retryAfter: '1h', form: 'date' }).nth(2))
    await ask(chaos, ...messages)
    const { headers } = await ask(chaos, ...messages)
    const hint = Date.parse(headers.get('retry-after')!) - Date.now()
    expect(hint).toBeLessThan(60_000)
    expect(hint).toBeGreaterThan(-60_000)
    expect(Math.abs(Date.parse(headers.get('anthropic-ratelimit-requests-reset')!) - Date.now())).toBeLessThan(120_000)
  })
})
