import OpenAI from 'openai'
import { connect } from 'node:http2'
import { afterEach, describe, expect, it } from 'vitest'
import { overloaded, rateLimited } from '../../faults/index.ts'
import { answers, brownout, openai, virtualTime } from '../../src/index.ts'
import { faultsOf, retriesAtMost, survives } from '../../src/property/index.ts'

const text = 'Your parcel is in Ghent.'
const chaos = brownout({ seed: 'tuesday', providers: [openai()], answers: answers.from(() => text) })
const options = { apiKey: 'sk-test', maxRetries: 2, logLevel: 'off' } as const
const madeBefore = new OpenAI(options)

async function ask(client = new OpenAI(options)): Promise<string | null> {
  const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is it?' }] })
  return choices[0]!.message.content
}

describe('a chaos that intercepts fetch', () => {
  let release = (): void => {}

  afterEach(() => {
    release()
    release = () => {}
    chaos.reset()
  })

  it('answers clients that were made before and after', async () => {
    release = chaos.intercept()
    expect(await ask(madeBefore)).toBe(text)
    expect(await ask()).toBe(text)
    expect(chaos.journal.calls).toHaveLength(2)
  })

  it('gives fetch back', () => {
    const { fetch } = globalThis
    release = chaos.intercept()
    expect(globalThis.fetch).not.toBe(fetch)
    release()
    expect(globalThis.fetch).toBe(fetch)
  })

  it('lets waits take no time, and takes part in survival', async () => {
    release = chaos.intercept()
    await virtualTime(async (clock) => {
      chaos.inject(rateLimited({ retryAfter: '20s' }).first(2))
      expect(await ask()).toBe(text)
      expect(clock.now()).toBe(40_000)
    })
    chaos.reset()
    const report = await survives(chaos, () => ask(), { faults: faultsOf(overloaded), runs: 20, properties: [retriesAtMost(2)] })
    expect(report.properties['retries-at-most(2)']!.held).toBeGreaterThan(0)
  })

  it('refuses a client that speaks HTTP/2, as gRPC does, and fails the survival of an app that has one', async () => {
    release = chaos.intercept()
    const past = (): Promise<unknown> => new Promise((_, reject) => connect('https://api.openai.com').on('error', reject))
    await expect(past()).rejects.toThrow('Blocked a connection to api.openai.com')
    expect(chaos.journal.unhandled).toMatchObject([{ method: 'CONNECT', url: 'https://api.openai.com' }])
    const survival = survives(chaos, () => past().catch(() => ''), {
      faults: faultsOf(overloaded),
      runs: 2,
      properties: [retriesAtMost(2)],
    })
    await expect(survival).rejects.toThrow('Blocked a connection to api.openai.com')
  })

  it('must begin before virtual time does', async () => {
    await expect(virtualTime(() => chaos.intercept())).rejects.toThrow('Call chaos.intercept() before virtualTime().')
  })
})
