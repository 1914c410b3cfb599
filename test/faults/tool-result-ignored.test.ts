import { describe, expect } from 'vitest'
import { toolResultIgnored } from '../../faults/tool-result-ignored.ts'
import { given, said, test, toolClients, track } from './tools.ts'

describe.for(toolClients)('toolResultIgnored with $name', ({ turn }) => {
  test('calls the tool again, as if it had not answered', async ({ chaos }) => {
    chaos.inject(toolResultIgnored())
    expect((await turn({ result: 'In Lyon.' })).calls).toMatchObject([{ name: track.name, arguments: given }])
    expect(chaos.journal.calls).toMatchObject([
      {
        truth: said,
        received: `${track.name}(${given})`,
        notes: ['tool-result-ignored: read 2 of 3 messages'],
        fired: [{ fault: 'tool-result-ignored' }],
      },
    ])
  })

  test('does not fire if no tool has answered', async ({ chaos }) => {
    chaos.inject(toolResultIgnored())
    expect((await turn()).calls).toHaveLength(1)
    expect(chaos.neverFired).toHaveLength(1)
  })
})
