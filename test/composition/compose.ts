import { expect } from 'vitest'
import { dialects } from '../../docs/generate/dialects/index.ts'
import { askUnder } from '../../docs/generate/dialects/play.ts'
import { readParameters } from '../../src/engine/plan/parameters.ts'
import { brownout, Injection, type FaultDefinition } from '../../src/index.ts'
import { StuckError } from '../../src/time/index.ts'
import { noTrouble, troubleIn } from '../dialects/trouble.ts'

const providers = [...new Map(dialects.map(({ provider }) => [provider().name, provider])).values()]

/** Byte by byte, as in split-bytes, its usual 100,000 bytes take 30 s for every dialect. */
const parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { 'giant-event': { bytes: 5_000 } }

function injectionOf(fault: FaultDefinition): Injection {
  return new Injection(fault, readParameters(fault, parameters[fault.name] ?? {}))
}

/** Every second dialect: those at even places, or those at odd ones. */
export type Places = 'even' | 'odd'

/**
 * Calls every second dialect under some faults, and checks what must hold for any composition. A streamed answer is a tool call, a complete
 * one is JSON.
 */
export async function expectToCompose(faults: readonly FaultDefinition[], stream: boolean, places: Places): Promise<void> {
  const chaos = brownout({
    seed: 'tuesday',
    providers: providers.map((provider) => provider()),
    pace: { firstToken: '100ms', perDelta: '10ms' },
  })
  chaos.inject(...faults.map(injectionOf))
  // Vectors are never streamed.
  const called = dialects
    .filter((_, place) => (place % 2 === 0) === (places === 'even'))
    .filter(({ operation }) => !stream || operation === undefined)
  const scenario = stream ? ({ stream, tool: 'required' } as const) : { stream, json: true }
  const names = faults.map(({ name }) => name).join(' and ')
  await askUnder(chaos, () => Promise.allSettled(called.map((dialect) => dialect.ask(scenario)))).catch((error: unknown) => {
    if (error instanceof StuckError) throw new Error(`stuck under ${names}`, { cause: error })
    throw error
  })
  expect({ names, calls: chaos.journal.calls.length, ...troubleIn(chaos.journal) }).toEqual({ names, calls: called.length, ...noTrouble })
}
