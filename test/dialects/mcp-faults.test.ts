import { describe, expect, it } from 'vitest'
import { mcpDialect } from '../../docs/generate/dialects/mcp.ts'
import { playFault, playScenario } from '../../docs/generate/dialects/play.ts'
import { catalogue } from '../../faults/catalogue.ts'
import { needsToolServer } from '../../src/engine/model/fault.ts'
import { readParameters } from '../../src/engine/plan/parameters.ts'
import { Injection } from '../../src/index.ts'

const ofTools = catalogue.filter((fault) => needsToolServer(fault) && fault.family !== 'Tool results')

describe('before a tool server', () => {
  it.for(ofTools)('$name fires', async (fault) => {
    const chaos = await playFault(mcpDialect, fault, { stream: true })
    expect(chaos.neverFired).toEqual([])
    expect([chaos.journal.bugs, chaos.journal.unhandled]).toEqual([[], []])
  })

  it.for(catalogue.filter((fault) => !needsToolServer(fault)))('$name breaks nothing of the server', async (fault) => {
    const { journal } = await playFault(mcpDialect, fault, { stream: true })
    expect([journal.bugs, journal.unhandled]).toEqual([[], []])
    expect(journal.calls).not.toEqual([])
  })

  it.for(ofTools)('$name composes with the others', async (first) => {
    for (const second of ofTools) {
      const both = [first, second].map((fault) => new Injection(fault, readParameters(fault, {})))
      const { journal } = await playScenario(mcpDialect, { stream: true }, ...both)
      expect([second.name, journal.bugs, journal.unhandled]).toEqual([second.name, [], []])
    }
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
