import { describe, expect, it } from 'vitest'
import { mcpDialect } from '../../docs/generate/dialects/mcp.ts'
import { mcpProcessDialect } from '../../docs/generate/dialects/mcp-process.ts'
import { playFault } from '../../docs/generate/dialects/play.ts'
import { catalogue } from '../../faults/catalogue.ts'
import { needsToolServer } from '../../src/engine/model/fault.ts'
import { dialectFor, ofTools } from './tool-faults.ts'

describe('before a tool server that is a process', () => {
  it.for(catalogue.filter(({ needs }) => !needs.includes('process')))('$name breaks nothing of the server', async (fault) => {
    const { journal } = await playFault(mcpProcessDialect, fault, { stream: true })
    expect([journal.bugs, journal.unhandled]).toEqual([[], []])
    expect(journal.calls).not.toEqual([])
  })
})

describe('before a tool server', () => {
  it.for(ofTools)('$name fires', async (fault) => {
    const chaos = await playFault(dialectFor(fault), fault, { stream: true })
    expect(chaos.neverFired).toEqual([])
    expect([chaos.journal.bugs, chaos.journal.unhandled]).toEqual([[], []])
  })

  it.for(catalogue.filter((fault) => !needsToolServer(fault)))('$name breaks nothing of the server', async (fault) => {
    const { journal } = await playFault(mcpDialect, fault, { stream: true })
    expect([journal.bugs, journal.unhandled]).toEqual([[], []])
    expect(journal.calls).not.toEqual([])
  })

  it.for(['rate-limited', 'connection-reset', 'truncated-stream', 'html-error', 'connection-refused', 'malformed-event'])(
    'the model fault %s fires as well',
    async (name) => {
      const chaos = await playFault(
        mcpDialect,
        catalogue.find((fault) => fault.name === name)!,
        { stream: true },
      )
      expect(chaos.neverFired).toEqual([])
    },
  )
})
