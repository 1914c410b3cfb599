import { usualLimits } from '../kit/problem.ts'
import type { Call } from '../model/call.ts'
import type { FaultContext } from '../model/fault.ts'
import type { Exchange } from '../model/provider.ts'
import { nearer, type Idleness } from './idleness.ts'
import type { CallRecord } from './call-record.ts'
import type { ArmedInjection } from './armed-injections.ts'
import type { Run } from './run.ts'
import type { ActiveInjection, ActiveInjections } from './stages.ts'

/** The rate limits in the headers of a call's response. Faults can change them. */
export type ShownLimits = { -readonly [Name in keyof Exchange['limits']]: Exchange['limits'][Name] }

/** The limits after a call without faults. */
export function limitsAfter(call: Call): ShownLimits {
  return {
    requests: { limit: usualLimits.requests, remaining: usualLimits.requests - 1, resetIn: 6 },
    tokens: {
      limit: usualLimits.tokens,
      remaining: Math.max(0, usualLimits.tokens - call.inputTokens),
      resetIn: Math.ceil((call.inputTokens / usualLimits.tokens) * 60_000),
    },
  }
}

/** The input that injections act on. */
interface ActedOn {
  readonly call: Call
  readonly limits: ShownLimits
}

/** Selects the injections that act on a call and records their effects. All draws are made here, when the call arrives. */
export function activeInjections(run: Run, record: CallRecord, { call, limits }: ActedOn): ActiveInjections {
  const { armed, stream } = run.chooseFor(record, call)
  return armed.map((each) => activate(each, stream, { run, record, call, limits }))
}

function activate(
  armed: ArmedInjection,
  stream: string,
  { run, record, call, limits }: ActedOn & { readonly run: Run; readonly record: CallRecord },
): ActiveInjection {
  const { fault, parameters } = armed.injection
  const context: FaultContext = {
    call,
    parameters,
    random: run.random(`${armed.id}/${stream}`),
    state: armed.state,
    now: () => run.clock.now(),
    inFlight: () => run.inFlight(call.provider),
    drawnFor: (purpose) => run.random(`${armed.id}/for/${purpose}`),
    note: (text) => void record.notes.push(`${fault.name}: ${text}`),
    showLimits: (shown) => void Object.assign(limits, shown),
  }
  const fires = (): void => {
    armed.hasFired = true
    record.fire(fault.name, parameters, run.clock.now())
  }
  let isMissed = false
  const missed = (why: Idleness): void => {
    if (!isMissed) armed.idle = nearer(armed.idle, why)
    isMissed = true
  }
  return { fault, context, fires, missed }
}
