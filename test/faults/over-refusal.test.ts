import { describe, expect } from 'vitest'
import { overRefusal } from '../../faults/over-refusal.ts'
import { modelSaying, test, truth } from './bench.ts'
import { expectChangedProse } from './prose.ts'
import { completion, inJson, message } from './replies.ts'

const usual = "I'm sorry but as an AI language model I can't assist with that."

describe('overRefusal', () => {
  test('turns the question down', ({ chaos }) => expectChangedProse(chaos, overRefusal(), truth, usual))

  test('returns the given text, without any mark of a refusal', async ({ chaos }) => {
    chaos.inject(overRefusal({ text: 'No.' }))
    expect((await completion()).choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: 'No.', refusal: null } })
    expect(await message()).toMatchObject({ stop_reason: 'end_turn', content: [{ type: 'text', text: 'No.' }] })
  })

  const jsonTest = modelSaying('{"days":30}')

  jsonTest('is prose also if JSON was requested', async ({ chaos }) => {
    chaos.inject(overRefusal())
    expect((await completion(inJson)).choices[0]!.message.content).toBe(usual)
  })
})
