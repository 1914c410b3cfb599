import { describe, expect } from 'vitest'
import { forbiddenParallelCalls } from '../../faults/forbidden-parallel-calls.ts'
import { underSeeds } from './bench.ts'
import { given, mail, said, test, toolClients, track } from './tools.ts'

describe.for(toolClients)('forbiddenParallelCalls with $name', ({ turn, finish }) => {
  test('calls two tools at once if the request allows one at a time', async ({ chaos }) => {
    chaos.inject(forbiddenParallelCalls())
    const { calls, finish: reason } = await turn({ parallel: false })
    expect(calls).toMatchObject([
      { name: track.name, arguments: given },
      { name: mail.name, arguments: given },
    ])
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2)
    expect(reason).toBe(finish.calls)
    expect(chaos.journal.calls).toMatchObject([
      {
        truth: `${track.name}(${given})`,
        received: `${track.name}(${given})\n${mail.name}(${given})`,
        fired: [{ fault: 'forbidden-parallel-calls' }],
      },
    ])
  })

  test('calls the same tool twice if it is the only one', async ({ chaos }) => {
    chaos.inject(forbiddenParallelCalls())
    expect((await turn({ parallel: false, tools: [track] })).calls).toMatchObject([{ name: track.name }, { name: track.name }])
  })

  test.for([{ parallel: true }, {}, { parallel: false, tools: [] }])('does not fire for %o', async (saying, { chaos }) => {
    chaos.inject(forbiddenParallelCalls())
    const { calls, text } = await turn(saying)
    expect([calls.length, text]).toEqual('tools' in saying ? [0, said] : [1, ''])
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('forbiddenParallelCalls', () => {
  test('draws the second id by the seed', async ({ chaos }) => {
    const ids = async (): Promise<string> => (await toolClients[0]!.turn({ parallel: false })).calls.map(({ id }) => id).join()
    const bySeed = await underSeeds(chaos, forbiddenParallelCalls(), ids)
    expect(await underSeeds(chaos, forbiddenParallelCalls(), ids)).toEqual(bySeed)
    expect(new Set(bySeed).size).toBe(bySeed.length)
  })
})
