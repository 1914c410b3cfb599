import { describe, expect } from 'vitest'
import { toolCallSkipped } from '../../faults/tool-call-skipped.ts'
import { given, said, test, toolClients, track } from './tools.ts'

const usual = 'Done. I have taken care of that for you.'

describe.for(toolClients)('toolCallSkipped with $name', ({ turn, finish }) => {
  test('reports that everything is done, and calls no tool', async ({ chaos }) => {
    chaos.inject(toolCallSkipped())
    expect(await turn()).toEqual({ text: usual, calls: [], finish: finish.says })
    expect(chaos.journal.calls).toMatchObject([
      { received: usual, truth: `${track.name}(${given})`, finish: 'stop', fired: [{ fault: 'tool-call-skipped' }] },
    ])
  })

  test('returns the given text', async ({ chaos }) => {
    chaos.inject(toolCallSkipped({ text: 'Sent.' }))
    expect((await turn()).text).toBe('Sent.')
  })

  test('does not fire if the model would call no tool', async ({ chaos }) => {
    chaos.inject(toolCallSkipped())
    expect((await turn({ result: 'In Lyon.' })).text).toBe(said)
    expect(chaos.neverFired).toHaveLength(1)
  })
})
