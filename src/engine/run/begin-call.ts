import type { Call } from '../model/call.ts'
import type { Endpoint, Provider, ProviderStore } from '../model/provider.ts'
import type { WireRequest } from '../model/wire-request.ts'
import { activeInjections } from './active-injections.ts'
import { ShownLimits } from './shown-limits.ts'
import type { CallRecord } from './call-record.ts'
import { credentialOf } from './credential.ts'
import type { Run } from './run.ts'
import type { ActiveInjections } from './stages.ts'
import { traceOf } from './trace-context.ts'
import { understand, type Understood } from './understand.ts'

/** A call that has arrived: its request, its record, and the faults that act on it. */
export interface BegunCall {
  readonly provider: Provider
  readonly endpoint: Endpoint
  readonly request: WireRequest
  readonly store: ProviderStore
  readonly understood: Understood
  readonly call: Call
  readonly record: CallRecord
  readonly limits: ShownLimits
  readonly active: ActiveInjections
}

/** Reads a request, adds the call to the journal and selects the faults that act on it. All draws are made here. */
export function beginCall(run: Run, provider: Provider, endpoint: Endpoint, request: WireRequest): BegunCall {
  const store = run.storeOf(provider.name)
  const understood = understand(provider.name, endpoint, request, store)
  const credential = credentialOf(request)
  const trace = traceOf(request)
  const call = run.register(understood, {
    provider: provider.name,
    endpoint: endpoint.name,
    host: request.url.host,
    ...(request.connection === undefined ? {} : { overWebSocket: true }),
    ...(credential === undefined ? {} : { credential }),
    ...(trace === undefined ? {} : { trace }),
  })
  const record = run.journal.open(call, request.text.length)
  const limits = new ShownLimits(call)
  const active = activeInjections(run, record, { call, limits })
  return { provider, endpoint, request, store, understood, call, record, limits, active }
}
