import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serverError } from '../../faults/index.ts'
import { answers, brownout, openai, virtualTime } from '../../src/index.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()], answers: answers.from(() => 'It comes on Thursday.') })
const server = setupServer(...chaos.handlers)

beforeAll(() => server.listen())
afterAll(() => server.close())

const ask = async (question: string): Promise<void> => {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 5, logLevel: 'off' })
  await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] }).catch(() => {})
}

// The first run of this file is the first that loads MSW's sockets; the second one finds its connections open.
it('gives one journal for fifty calls with retries and jitter over emulated sockets, whether they are used for the first time', async () => {
  const journals: string[] = []
  for (let run = 0; run < 2; run++) {
    chaos.reset()
    chaos.inject(serverError().chance(0.5))
    await virtualTime(() => Promise.all(Array.from({ length: 50 }, (_, index) => ask(`Question ${index}`))), { seed: 'tuesday' })
    journals.push(JSON.stringify(chaos.journal))
  }
  expect(chaos.journal.calls.length).toBeGreaterThan(60)
  expect(new Set(journals).size).toBe(1)
})
