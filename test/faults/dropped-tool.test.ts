import { describe, expect } from 'vitest'
import { droppedTool } from '../../faults/dropped-tool.ts'
import { given, mail, said, test, toolClients, track } from './tools.ts'

describe.for(toolClients)('droppedTool with $name', ({ turn }) => {
  test('answers as if the first tool were not there', async ({ chaos }) => {
    chaos.inject(droppedTool())
    expect((await turn({ tools: [track, mail] })).calls).toMatchObject([{ name: mail.name }])
    expect(chaos.journal.calls).toMatchObject([
      {
        truth: `${track.name}(${given})`,
        received: `${mail.name}(${given})`,
        notes: ['dropped-tool: did not take in the tool track_parcel'],
        fired: [{ fault: 'dropped-tool' }],
      },
    ])
  })

  test('answers in words where the only tool is lost', async ({ chaos }) => {
    chaos.inject(droppedTool())
    expect(await turn({ tools: [track] })).toMatchObject({ text: said, calls: [] })
  })

  test('loses the given tool', async ({ chaos }) => {
    chaos.inject(droppedTool({ name: mail.name }))
    expect((await turn({ tools: [mail, track] })).calls).toMatchObject([{ name: track.name }])
  })

  test('does not fire where that tool is not offered', async ({ chaos }) => {
    chaos.inject(droppedTool({ name: 'search' }), droppedTool().nth(2))
    expect((await turn()).calls).toMatchObject([{ name: track.name }])
    expect((await turn({ tools: [] })).text).toBe(said)
    expect(chaos.neverFired).toHaveLength(2)
  })
})
