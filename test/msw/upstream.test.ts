import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { expect, it } from 'vitest'
import { truncatedStream } from '../../faults/index.ts'
import { answers, brownout, openai, type Chaos } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'

const ways: Readonly<Record<string, (chaos: Chaos) => () => void>> = {
  intercept: (chaos) => chaos.intercept(),
  setupServer(chaos) {
    const server = setupServer(...chaos.handlers)
    server.listen({ onUnhandledFrame: 'error' })
    return () => server.close()
  },
}

it.each(Object.entries(ways))('calls the upstream at the very address that is answered by %s', async (_, open) => {
  const real = brownout({ providers: [openai()], answers: answers.from(() => 'Genuine words of a provider.') })
  const upstream = await serve(real)
  const baseURL = upstream.baseUrls['openai']!
  const chaos = brownout({ providers: [openai({ baseURL })], upstream: { openai: baseURL } })
  chaos.inject(truncatedStream({ afterDeltas: 2 }).first(1))
  const close = open(chaos)
  const client = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 })
  const asked = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Hello' }] }
  let told = ''
  for await (const chunk of await client.chat.completions.create({ ...asked, stream: true })) told += chunk.choices[0]?.delta.content ?? ''
  const whole = await client.chat.completions.create(asked)
  close()
  await upstream.close()
  expect(told).toBe('Genuine words')
  expect(whole.choices[0]!.message.content).toBe('Genuine words of a provider.')
  expect(chaos.journal.calls).toHaveLength(2)
  expect(real.journal.calls).toHaveLength(2)
})
