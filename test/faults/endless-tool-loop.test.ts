import { describe, expect } from 'vitest'
import { endlessToolLoop } from '../../faults/endless-tool-loop.ts'
import { underSeeds } from './bench.ts'
import { given, said, test, toolClients, track } from './tools.ts'

describe.for(toolClients)('endlessToolLoop with $name', ({ turn, finish }) => {
  test('calls the same tool again after any result', async ({ chaos }) => {
    chaos.inject(endlessToolLoop())
    expect(await turn({ result: 'In Lyon.' })).toEqual({
      text: '',
      calls: [{ id: expect.stringMatching(/./) as string, name: track.name, arguments: given }],
      finish: finish.calls,
    })
    expect(chaos.journal.calls).toMatchObject([
      { truth: said, received: `${track.name}(${given})`, finish: 'tool-calls', fired: [{ fault: 'endless-tool-loop' }] },
    ])
  })

  test('does not fire if the model calls a tool anyway, or has none', async ({ chaos }) => {
    chaos.inject(endlessToolLoop())
    expect((await turn()).calls).toHaveLength(1)
    expect((await turn({ tools: [] })).text).toBe(said)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('endlessToolLoop', () => {
  test('draws the id by the seed', async ({ chaos }) => {
    const id = async (): Promise<string> => (await toolClients[0]!.turn({ result: 'In Lyon.' })).calls[0]!.id
    const bySeed = await underSeeds(chaos, endlessToolLoop(), id)
    expect(await underSeeds(chaos, endlessToolLoop(), id)).toEqual(bySeed)
    expect(new Set(bySeed).size).toBe(bySeed.length)
  })
})
