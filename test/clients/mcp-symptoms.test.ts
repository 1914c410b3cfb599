import { describe, expect, it } from 'vitest'
import { serverKinds } from '../../docs/generate/mcp-clients/servers.ts'
import { onePerSymptom, pairings, summaryOf, twice } from './mcp-occasions.ts'

// A sample of mcp-faults.sweep.test.ts: the clients of frameworks, and one fault of each symptom.
const ofFrameworks = pairings(serverKinds).filter(({ client }) => /langchain|openai/.test(client.name))

describe.for(ofFrameworks)('$title', (pairing) => {
  it.for(onePerSymptom(pairing.kind))('does the same twice: $name', async (occasion) => {
    const [first, second] = await twice(pairing, occasion)
    expect(summaryOf(second)).toEqual(summaryOf(first))
    expect([first.chaos.journal.bugs, first.chaos.journal.unhandled]).toEqual([[], []])
  })
})
