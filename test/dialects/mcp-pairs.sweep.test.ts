import { expect, it } from 'vitest'
import { playScenario } from '../../docs/generate/dialects/play.ts'
import { readParameters } from '../../src/engine/plan/parameters.ts'
import { Injection } from '../../src/index.ts'
import { dialectFor, ofTools } from './tool-faults.ts'

it.for(ofTools)('$name composes with the other faults of tool servers', async (first) => {
  for (const second of ofTools) {
    const both = [first, second].map((fault) => new Injection(fault, readParameters(fault, {})))
    const { journal } = await playScenario(dialectFor(first), { stream: true }, ...both)
    expect([second.name, journal.bugs, journal.unhandled]).toEqual([second.name, [], []])
  }
})
