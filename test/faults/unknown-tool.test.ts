import { describe, expect } from 'vitest'
import { unknownTool } from '../../faults/unknown-tool.ts'
import { given, said, test, toolClients, track } from './tools.ts'

describe.for(toolClients)('unknownTool with $name', ({ turn, finish }) => {
  test('calls a tool whose name is near to the right one', async ({ chaos }) => {
    chaos.inject(unknownTool())
    expect(await turn()).toEqual({
      text: '',
      calls: [{ id: expect.any(String) as string, name: 'track_parcel_v2', arguments: given }],
      finish: finish.calls,
    })
    expect(chaos.journal.calls).toMatchObject([
      { received: `track_parcel_v2(${given})`, truth: `${track.name}(${given})`, fired: [{ fault: 'unknown-tool' }] },
    ])
  })

  test('calls the given tool', async ({ chaos }) => {
    chaos.inject(unknownTool({ name: 'execute_python' }))
    expect((await turn()).calls).toMatchObject([{ name: 'execute_python' }])
  })

  test('does not fire if no tool is called', async ({ chaos }) => {
    chaos.inject(unknownTool())
    expect(await turn({ tools: [] })).toEqual({ text: said, calls: [], finish: finish.says })
    expect(chaos.neverFired).toHaveLength(1)
  })
})
