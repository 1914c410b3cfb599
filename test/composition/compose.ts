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

/** Calls all dialects under some faults, and checks what must hold for any composition. A streamed answer is a tool call, a non-streaming one JSON. */
export async function expectToCompose(faults: readonly FaultDefinition[], stream: boolean): Promise<void> {
  const chaos = brownout({
    seed: 'tuesday',
    providers: providers.map((provider) => provider()),
    pace: { firstToken: '100ms', perDelta: '10ms' },
  })
  chaos.inject(...faults.map(injectionOf))
  // Vectors are never streamed: they are requested with the non-streaming calls.
  const asked = dialects.filter(({ operation }) => !stream || operation === undefined)
  const scenario = stream ? ({ stream, tool: 'required' } as const) : { stream, json: true }
  const names = faults.map(({ name }) => name).join(' and ')
  await askUnder(chaos, () => Promise.allSettled(asked.map((dialect) => dialect.ask(scenario)))).catch((error: unknown) => {
    if (error instanceof StuckError) throw new Error(`stuck under ${names}`, { cause: error })
    throw error
  })
  expect({ names, calls: chaos.journal.calls.length, ...troubleIn(chaos.journal) }).toEqual({ names, calls: asked.length, ...noTrouble })
}

/** Tries two faults in both orders: one streaming, the other non-streaming. */
export async function expectPairToCompose(first: FaultDefinition, second: FaultDefinition): Promise<void> {
  await expectToCompose([first, second], true)
  await expectToCompose([second, first], false)
}
