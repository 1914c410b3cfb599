import { describe, expect } from 'vitest'
import { refusal } from '../../faults/refusal.ts'
import { test, truth } from './bench.ts'
import { completion, message, response } from './replies.ts'

const text = 'Not today.'

describe('refusal', () => {
  test('is a refusal to each SDK, with a 200', async ({ chaos }) => {
    chaos.inject(refusal({ text }))
    expect((await completion()).choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: null, refusal: text } })
    expect((await response()).output).toMatchObject([{ type: 'message', content: [{ type: 'refusal', refusal: text }] }])
    expect(await message()).toMatchObject({ stop_reason: 'refusal' })
    const call = { status: 200, ending: 'complete', received: text, truth, fired: [{ fault: 'refusal' }] }
    expect(chaos.journal.calls).toMatchObject([call, call, call])
  })

  test('declines in its usual words by default', async ({ chaos }) => {
    chaos.inject(refusal())
    expect((await completion()).choices[0]!.message.refusal).toBe('I cannot help with that.')
  })
})
