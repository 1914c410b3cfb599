import OpenAI from 'openai'
import { z } from 'zod'
import { truncatedStream } from '../../../faults/index.ts'
import { defineFault } from '../../../src/index.ts'
import { anyFault, noSilentTruncation, survives } from '../../../src/property/index.ts'
import { expect, test, withChaos } from '../../../src/vitest/index.ts'
import { anyTraits } from '../../engine/traits.ts'

const ask = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }

/** Treats the text that has arrived as the complete answer. */
async function answer(): Promise<string> {
  let text = ''
  for await (const chunk of await new OpenAI({ apiKey: 'test' }).chat.completions.create({ ...ask, stream: true }))
    text += chunk.choices[0]?.delta.content ?? ''
  return text
}

test('survives any fault', async ({ chaos }) => {
  await survives(chaos, answer, { faults: anyFault(), atMost: 2, runs: 30, properties: [noSilentTruncation()] })
})

test('gets the complete answer', async ({ chaos }) => {
  chaos.inject(truncatedStream({ afterDeltas: 4 }))
  const text = await answer()
  expect(text).toBe(chaos.journal.calls[0]!.truth)
})

const cutAtOnce = defineFault({
  name: 'cut-at-once',
  summary: 'the response ends at once',
  ...anyTraits,
  sources: [],
  breaks: [],
  parameters: z.object({}),
  deliver: () => [{ type: 'end', how: 'close' }],
})

withChaos({ faults: [cutAtOnce] })('gets an answer despite a fault of its own', async ({ chaos }) => {
  chaos.inject(cutAtOnce())
  await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer test' },
    body: JSON.stringify(ask),
  }).catch(() => {})
  expect(chaos.journal).toHaveFired(cutAtOnce, { times: 0 })
})
