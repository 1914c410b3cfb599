import { describe, expect } from 'vitest'
import { verboseAnswer } from '../../faults/verbose-answer.ts'
import { modelSaying, test, truth } from './bench.ts'
import { expectChangedProse, expectJsonLeftAlone } from './prose.ts'
import { completion } from './replies.ts'

const said = `That is a great question, and I am happy to help. Let me walk you through it step by step. ${truth} To sum up: ${truth} Is there anything else that I can help you with? I am always glad to explain any part of this in more detail.`

describe('verboseAnswer', () => {
  test('repeats the answer at greater length', ({ chaos }) => expectChangedProse(chaos, verboseAnswer(), truth, said))

  test('bills the length', async ({ chaos }) => {
    const usual = await completion()
    chaos.inject(verboseAnswer())
    const verbose = await completion()
    expect(verbose.usage!.completion_tokens).toBeGreaterThan(3 * usual.usage!.completion_tokens)
    expect(verbose.usage!.prompt_tokens).toBe(usual.usage!.prompt_tokens)
  })

  const emptyTest = modelSaying('')

  emptyTest('does not fire without text', async ({ chaos }) => {
    chaos.inject(verboseAnswer())
    await completion()
    expect(chaos.neverFired).toHaveLength(1)
  })

  const jsonTest = modelSaying('{"days":30}')

  jsonTest('leaves JSON as it is', ({ chaos }) => expectJsonLeftAlone(chaos, verboseAnswer(), '{"days":30}'))
})
