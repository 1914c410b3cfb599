import { describe, expect } from 'vitest'
import { contentFilter } from '../../faults/content-filter.ts'
import { clients, hear, test, truth } from './bench.ts'
import { completion, message } from './replies.ts'
import { test as toolTest, toolClients } from './tools.ts'

describe.for(clients)('contentFilter with $name', ({ ask, stream }) => {
  test.for([0, 0.3, 1])('sends the given share of the text: %d', async (share, { chaos }) => {
    chaos.inject(contentFilter({ share }))
    const said = truth.slice(0, Math.floor(truth.length * share))
    expect((await ask()) || '').toBe(said)
    expect((await hear(stream())).pieces.join('')).toBe(said)
    const call = { status: 200, ending: 'complete', received: said, truth, finish: 'content-filter', fired: [{ fault: 'content-filter' }] }
    expect(chaos.journal.calls).toMatchObject([call, call])
  })
})

describe('contentFilter', () => {
  test('sets the finish reason, and bills the text that was sent', async ({ chaos }) => {
    const usual = await completion()
    chaos.inject(contentFilter())
    const filtered = await completion()
    expect(filtered.choices[0]!.finish_reason).toBe('content_filter')
    expect(filtered.usage!.completion_tokens).toBeLessThan(usual.usage!.completion_tokens)
    expect((await message()).stop_reason).toBe('refusal')
  })

  toolTest.for(toolClients)('takes tool calls away with $name', async ({ turn }, { chaos }) => {
    chaos.inject(contentFilter())
    expect((await turn()).calls).toEqual([])
    expect(chaos.journal).toHaveFired('content-filter')
  })

  test('leaves no empty block for a text without content', async ({ chaos }) => {
    chaos.inject(contentFilter({ share: 0 }))
    expect((await message()).content).toEqual([])
  })

  test('share three tenths of the text by default', async ({ chaos }) => {
    chaos.inject(contentFilter())
    await completion()
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ fault: 'content-filter', parameters: { share: 0.3 } }])
  })
})
