import OpenAI from 'openai'
import { z } from 'zod'
import { rateLimited, serverError, stalledStream, truncatedStream } from '../../../faults/index.ts'
import { defineFault, openai, virtualTime, type Chaos } from '../../../src/index.ts'
import { faultsOf, survives } from '../../../src/property/index.ts'
import { afterEach, beforeEach, describe, expect, test, vi, withChaos } from '../../../src/vitest/index.ts'
import { anyTraits } from '../../engine/traits.ts'

const ask = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }

test('calls a provider that is not set up, with a chaos', async ({ chaos }) => {
  const client = new OpenAI({ apiKey: 'test', baseURL: 'https://api.mistral.ai/v1', maxRetries: 5 })
  await client.chat.completions.create(ask).catch(() => {})
  expect(chaos.journal.unhandled).toHaveLength(1)
})

test('does not use the chaos', async () => {
  await new OpenAI({ apiKey: 'test', maxRetries: 5 }).chat.completions.create(ask).catch(() => {})
})

withChaos({ providers: [openai({ name: 'parrot', baseURL: 'https://api.parrot.example/v1' })] })(
  'does not use the chaos of its own provider',
  async () => {
    await fetch('https://api.parrot.example/v1/models').catch(() => {})
  },
)

test('waits forever', async ({ chaos }) => {
  expect(chaos.seed).not.toBe('')
  await new Promise(() => {})
}, 1_000)

test('hangs without a timeout', async ({ chaos }) => {
  await hang(chaos)
})

test('runs out of time in virtual time of its own', async () => {
  await virtualTime((clock) => clock.real(() => new Promise(() => {})))
}, 100)

test('has real time after a test that ran out of it', async () => {
  expect(await virtualTime((clock) => clock.now())).toBe(0)
})

async function hang(chaos: Chaos): Promise<void> {
  chaos.inject(stalledStream())
  const stream = await new OpenAI({ apiKey: 'test' }).chat.completions.create({ ...ask, stream: true })
  for await (const { id } of stream) expect(id).not.toBe('')
}

test('gives up if a call hangs', async ({ chaos }) => {
  await hang(chaos).catch(() => {})
})

test('has an error of its own if a call hangs', async ({ chaos }) => {
  await hang(chaos).catch(() => {
    throw new Error('no answer')
  })
})

test.concurrent('runs concurrently under virtual time', async ({ chaos }) => {
  expect(chaos.seed).not.toBe('')
})

test('fails by itself', async ({ chaos }) => {
  expect(chaos.journal).toHaveCalled(1)
})

test('injects what never fires', async ({ chaos }) => {
  chaos.inject(truncatedStream({ afterDeltas: 500 }))
  await new OpenAI({ apiKey: 'test' }).chat.completions.create(ask)
})

test('injects a fault with a bug', async ({ chaos }) => {
  const brokenFault = defineFault({
    name: 'broken-fault',
    summary: 'throws',
    ...anyTraits,
    sources: [],
    breaks: [],
    parameters: z.object({}),
    answer: () => {
      throw new TypeError('oh no')
    },
  })
  chaos.inject(brokenFault())
  await new OpenAI({ apiKey: 'test', maxRetries: 5 }).chat.completions.create(ask).catch(() => {})
  expect(chaos.journal).toHaveCalled(1)
})

const strict = withChaos({ clientBehavior: 'fail' })

async function comeBackEarly(chaos: Chaos): Promise<void> {
  chaos.inject(rateLimited({ retryAfter: '60s' }).first(1))
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  await client.chat.completions.create(ask).catch(() => {})
  await client.chat.completions.create(ask)
}

test('retries too early and passes', async ({ chaos }) => {
  await comeBackEarly(chaos)
  expect(chaos.journal).toHaveRetried(1)
})

strict('retries too early if the test is set to fail', async ({ chaos }) => {
  await comeBackEarly(chaos)
  expect(chaos.journal).toHaveRetried(1)
})

test('survives with a remark', async ({ chaos }) => {
  const app = (): Promise<string> =>
    new OpenAI({ apiKey: 'test', maxRetries: 0 }).chat.completions.create(ask).then(
      () => 'answered',
      () => 'answered',
    )
  const { remarks } = await survives(chaos, app, { faults: faultsOf(serverError), runs: 20 })
  expect(remarks.map(({ id }) => id)).toEqual(['failures-reported'])
})

test('survives without a remark', async ({ chaos }) => {
  const app = (): Promise<string> =>
    new OpenAI({ apiKey: 'test', maxRetries: 0 }).chat.completions.create(ask).then(({ choices: [choice] }) => choice!.message.content!)
  expect(await survives(chaos, app, { faults: faultsOf(serverError), runs: 20 })).toMatchObject({ remarks: [], isRepeatable: true })
})

let releaseLateCall: (() => void) | undefined
let lateCall: Promise<unknown> | undefined

test('leaves a call behind', async ({ chaos }) => {
  const released = new Promise<void>((resolve) => (releaseLateCall = resolve))
  lateCall = released.then(() => fetch('https://api.openai.com/v1/models')).then((response) => response.text(), String)
  expect(chaos.journal.calls).toEqual([])
})

test('passes next to a call that an earlier test left behind', async ({ chaos }) => {
  releaseLateCall?.()
  expect(await lateCall).toContain('leaves a call behind')
  expect(chaos.journal.calls).toEqual([])
})

test('does not await a search', async ({ chaos }) => {
  void survives(chaos, () => new OpenAI({ apiKey: 'test' }).chat.completions.create(ask), { runs: 5 }).catch(() => {})
})

test('has too little time for a search', { timeout: 50 }, async ({ chaos }) => {
  await survives(chaos, () => new OpenAI({ apiKey: 'test' }).chat.completions.create(ask), { runs: 2_000 })
})

describe('with fake timers', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('has fake timers installed', async ({ chaos }) => {
    expect(chaos.seed).not.toBe('')
  })

  test('waits without a chaos after fake timers', async () => {
    vi.useRealTimers()
    await new Promise((resolve) => void setTimeout(resolve, 1))
  })
})
