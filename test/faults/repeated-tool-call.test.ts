import { describe, expect } from 'vitest'
import { repeatedToolCall } from '../../faults/repeated-tool-call.ts'
import { underSeeds } from './bench.ts'
import { given, said, test, toolClients, track } from './tools.ts'

describe.for(toolClients)('repeatedToolCall with $name', ({ turn, finish }) => {
  test('calls the same tool twice with the same arguments, under two ids', async ({ chaos }) => {
    chaos.inject(repeatedToolCall())
    const { calls, finish: reason } = await turn()
    expect(calls).toMatchObject([
      { name: track.name, arguments: given },
      { name: track.name, arguments: given },
    ])
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2)
    expect(reason).toBe(finish.calls)
    const once = `${track.name}(${given})`
    expect(chaos.journal.calls).toMatchObject([{ truth: once, received: `${once}\n${once}`, fired: [{ fault: 'repeated-tool-call' }] }])
  })

  test('does not fire if no tool is called', async ({ chaos }) => {
    chaos.inject(repeatedToolCall())
    expect((await turn({ tools: [] })).text).toBe(said)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('repeatedToolCall', () => {
  test('draws the second id by the seed', async ({ chaos }) => {
    const ids = async (): Promise<string> => (await toolClients[0]!.turn()).calls.map(({ id }) => id).join()
    const bySeed = await underSeeds(chaos, repeatedToolCall(), ids)
    expect(await underSeeds(chaos, repeatedToolCall(), ids)).toEqual(bySeed)
    expect(new Set(bySeed).size).toBe(bySeed.length)
  })
})
