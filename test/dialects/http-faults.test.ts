import { describe, expect, it } from 'vitest'
import { httpDialect } from '../../docs/generate/dialects/http.ts'
import { playFault, playScenario } from '../../docs/generate/dialects/play.ts'
import { catalogue } from '../../faults/catalogue.ts'
import { needsGeneration, needsToolServer } from '../../src/engine/model/fault.ts'
import type { Need } from '../../src/engine/model/fault-traits.ts'
import { readParameters } from '../../src/engine/plan/parameters.ts'
import { Injection, type FaultDefinition } from '../../src/index.ts'

const unmet: ReadonlySet<Need> = new Set<Need>([
  'tool-server',
  'process',
  'tool-list',
  'session',
  'resumable-stream',
  'tool-task',
  'stream',
  'vectors',
  'batch',
  'long-input',
  'earlier-calls',
])

/** Faults of models that need nothing in particular, and cannot fire on an API that is not a model provider. */
const ofModels: ReadonlySet<string> = new Set([
  'empty-answer',
  'no-choices',
  'silent-model-swap',
  'usage-inflated',
  'usage-missing',
  'usage-zero',
])

function canFire({ name, needs }: FaultDefinition): boolean {
  const isOfModel = needsGeneration({ needs }) || ofModels.has(name)
  // The earlier calls that faults of tools need are there: the app makes two calls.
  const isUnmet = needs.some((need) => unmet.has(need) && !(need === 'earlier-calls' && needsToolServer({ needs })))
  return !isOfModel && !isUnmet
}

describe('before an HTTP API', () => {
  it.for(catalogue.filter(canFire))('$name fires', async (fault) => {
    const chaos = await playFault(httpDialect, fault, { stream: false })
    expect(chaos.neverFired).toEqual([])
    expect([chaos.journal.bugs, chaos.journal.unhandled]).toEqual([[], []])
  })

  it.for(catalogue.filter((fault) => !canFire(fault)))('$name breaks nothing', async (fault) => {
    const { journal } = await playFault(httpDialect, fault, { stream: false })
    expect([journal.bugs, journal.unhandled]).toEqual([[], []])
    expect(journal.calls).not.toEqual([])
  })

  it.for(catalogue.filter(({ family }) => family === 'Tool results'))('$name composes with those of connections', async (first) => {
    for (const second of catalogue.filter(({ family }) => family === 'Connection' || family === 'Tool results')) {
      const both = [first, second].map((fault) => new Injection(fault, readParameters(fault, {})))
      const { journal } = await playScenario(httpDialect, { stream: false }, ...both)
      expect([second.name, journal.bugs, journal.unhandled]).toEqual([second.name, [], []])
    }
  })
})
