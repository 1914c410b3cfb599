import { describe, expect, it } from 'vitest'
import { occasionsAt } from '../../docs/generate/mcp-clients/occasions.ts'
import { serverKinds } from '../../docs/generate/mcp-clients/servers.ts'
import { catalogue } from '../../faults/catalogue.ts'
import { needsToolServer } from '../../src/engine/model/fault.ts'
import { pairings, summaryOf, twice } from './mcp-occasions.ts'

describe.for(pairings(serverKinds))('$title', (pairing) => {
  it('does the same twice before each fault, and disturbs nothing', async () => {
    for (const occasion of occasionsAt(pairing.kind)) {
      const [first, second] = await twice(pairing, occasion)
      expect([occasion.name, summaryOf(second)]).toEqual([occasion.name, summaryOf(first)])
      expect([occasion.name, first.chaos.journal.bugs, first.chaos.journal.unhandled]).toEqual([occasion.name, [], []])
    }
  })
})

/** Faults of servers that offer more than tools, which test/providers/mcp tries. */
const elsewhere = ['list-changed-storm', 'resume-rejected', 'resume-repeats', 'task-never-ends']

it('covers each fault of tool servers', async () => {
  const ofServers = catalogue.filter((fault) => needsToolServer(fault) && fault.family === 'Tool servers')
  const fired = new Set<string>()
  for (const kind of serverKinds)
    for (const occasion of occasionsAt(kind)) {
      const [{ chaos }] = await twice({ title: '', client: kind.clients[0]!, kind }, occasion)
      for (const { fired: faults } of chaos.journal.calls) for (const { fault } of faults) fired.add(fault)
    }
  expect(ofServers.map(({ name }) => name).filter((name) => !fired.has(name))).toEqual(elsewhere)
})
