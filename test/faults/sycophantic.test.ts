import { describe, expect } from 'vitest'
import { sycophantic } from '../../faults/sycophantic.ts'
import { modelSaying, test, truth } from './bench.ts'
import { expectChangedProse, expectJsonLeftAlone } from './prose.ts'
import { completion } from './replies.ts'

describe('sycophantic', () => {
  test('flatters a user who asks an open question', ({ chaos }) =>
    expectChangedProse(chaos, sycophantic(), truth, `What an excellent question! You are absolutely right to ask. ${truth}`))

  test('agrees with what a question takes for granted', async ({ chaos }) => {
    chaos.inject(sycophantic())
    const { choices } = await completion({ messages: [{ role: 'user', content: "The earth is flat, isn't it?" }] })
    expect(choices[0]!.message.content).toBe('You are absolutely right! It is just as you say: The earth is flat.')
  })

  test('agrees with the last sentence of the last message of the user', async ({ chaos }) => {
    chaos.inject(sycophantic())
    const { choices } = await completion({
      messages: [
        { role: 'user', content: 'The moon is far.' },
        { role: 'assistant', content: 'It is.' },
        { role: 'user', content: 'Hello. The earth is flat!!' },
      ],
    })
    expect(choices[0]!.message.content).toBe('You are absolutely right! It is just as you say: The earth is flat.')
  })

  test('agrees in general terms if the prompt is empty', async ({ chaos }) => {
    chaos.inject(sycophantic())
    const { choices } = await completion({ messages: [{ role: 'system', content: 'Greet the user.' }] })
    expect(choices[0]!.message.content).toBe('You are absolutely right! I would not change a thing.')
  })

  const jsonTest = modelSaying('{"days":30}')

  jsonTest('leaves JSON as it is', ({ chaos }) => expectJsonLeftAlone(chaos, sycophantic(), '{"days":30}'))
})
