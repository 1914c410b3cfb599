import { describe, expect } from 'vitest'
import { noChoices } from '../../faults/no-choices.ts'
import { clients, errorOf, hear, pieces, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe('noChoices', () => {
  test('empties the list of a complete answer', async ({ chaos }) => {
    chaos.inject(noChoices())
    expect(JSON.parse((await overTheWire()).text)).toMatchObject({ object: 'chat.completion', choices: [] })
    expect(chaos.journal.calls).toMatchObject([{ received: '', truth }])
  })

  test('sends one more event with an empty list in a stream, and loses nothing', async ({ chaos }) => {
    chaos.inject(noChoices({ afterDeltas: 1 }))
    const { text } = await overTheWire({ stream: true })
    expect(text.match(/"choices":\[\]/g)).toHaveLength(1)
    expect(chaos.journal.calls).toMatchObject([{ received: truth, ending: 'complete' }])
  })
})

describe.for(clients)('noChoices with $name', ({ ask, stream }) => {
  test('breaks an app that takes the first item', async ({ chaos }) => {
    chaos.inject(noChoices())
    const answer = await ask().catch((error: unknown) => error)
    expect(answer === undefined || answer === '' || answer instanceof Error).toBe(true)
    expect(chaos.journal).toHaveFired('no-choices')
  })

  test('leaves the text of a stream as it is', async ({ chaos }) => {
    chaos.inject(noChoices())
    const { pieces: heard, error } = await hear(stream())
    expect(error !== undefined || heard.join('') === pieces.join('')).toBe(true)
    expect(chaos.journal.calls).toHaveLength(1)
  })
})

test('noChoices fails like any broken answer when it is awaited', async ({ chaos }) => {
  chaos.inject(noChoices())
  expect(
    await errorOf(overTheWire().then(({ text }) => (JSON.parse(text) as { choices: { message: string }[] }).choices[0]!.message)),
  ).toBeInstanceOf(TypeError)
})
