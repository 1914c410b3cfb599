import { z } from 'zod'
import { catalogue } from '../../../faults/catalogue.ts'
import { readParameters } from '../../../src/engine/plan/parameters.ts'
import { Injection, type FaultDefinition } from '../../../src/index.ts'
import { authenticationFailed, connectionRefused, neverResponds, overloaded, slowFirstToken, wrongId } from '../../../faults/index.ts'
import type { ServerKind, ServerOptions } from './servers.ts'

/** What goes wrong while a client is used. */
export interface Occasion {
  /** Its name in the table: the fault with its parameters, and the request that it fires on. */
  readonly name: string
  readonly injections: readonly Injection[]
  /** What is different about the server. */
  readonly options?: ServerOptions
  /** When the app gives the order up, in ms. */
  readonly cancelAfter?: number
}

/** Nothing goes wrong. */
export const nothing: Occasion = { name: 'nothing', injections: [] }

const call = { endpoint: 'tools/call' } as const
/** A client that follows an endless list never waits. With latency, its clock moves on. */
const latency = slowFirstToken({ by: '100ms' }).for({ endpoint: 'tools/list' })

/** What can go wrong at a server: each fault of the catalogue, with each of its choices, and failures before the first call. */
export function occasionsAt({ name, opening }: ServerKind): readonly Occasion[] {
  return [
    nothing,
    { name: 'a list of two pages', injections: [], options: { pageSize: 1 } },
    { name: 'the app cancels the call', injections: [slowFirstToken({ by: '10s' }).for(call).first(1)], cancelAfter: 1_000 },
    ...[overloaded(), authenticationFailed(), connectionRefused(), neverResponds()].flatMap((injection) => [
      { name: `${nameOf(injection)} at the first request`, injections: [injection.for({ endpoint: opening }).first(1)] },
      { name: `${nameOf(injection)} at the first list`, injections: [injection.for({ endpoint: 'tools/list' }).first(1)] },
    ]),
    ...catalogue.flatMap((fault) =>
      choicesOf(fault).map((parameters) => {
        const injection = aimed(new Injection(fault, readParameters(fault, parameters)))
        return { name: nameOf(injection, parameters), injections: [injection, ...(fault.name === 'list-loops' ? [latency] : [])] }
      }),
    ),
    ...(name === 'process'
      ? []
      : [
          {
            name: `${nameOf(wrongId())} in a JSON body`,
            injections: [wrongId().for(call).first(1)],
            options: { responseType: 'json' as const },
          },
        ]),
  ]
}

/** A fault of a list, a session or a process fires wherever it can. All others fire in calls of tools: on all, or on the first. */
function aimed(injection: Injection): Injection {
  const { needs, persistence, name } = injection.fault
  if (needs.includes('tool-list') || ['stream-flaps', 'version-rejected'].includes(name)) return injection
  if (needs.includes('process')) return persistence === 'permanent' ? injection : injection.first(1)
  return persistence === 'permanent' ? injection.for(call) : injection.for(call).first(1)
}

function nameOf({ fault }: Injection, parameters: Readonly<Record<string, unknown>> = {}): string {
  const given = Object.entries(parameters).map(([name, value]) => `${name} ${String(value)}`)
  return [`[\`${fault.name}\`](faults.md#${fault.name})`, ...given].join(' ')
}

/** A fault of tool servers with each choice of its first parameter that has a few, and any other fault as it is by default. */
function choicesOf({ name: fault, family, parameters }: FaultDefinition): readonly Readonly<Record<string, unknown>>[] {
  if (family !== 'Tool servers') return [atItsEarliest[fault] ?? {}]
  for (const [name, schema] of Object.entries(parameters.shape)) {
    const values = valuesOf(schema)
    if (values.length > 1) return values.map((value) => ({ [name]: value }))
  }
  return [{}]
}

/** The result of a tool is short: faults in the middle of an answer must fire early. */
const atItsEarliest: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // Over stdin and stdout, the buffer of most clients is 10 MiB.
  'giant-event': { bytes: 11_000_000 },
  'stalled-stream': { afterDeltas: 1 },
  'truncated-stream': { afterDeltas: 1 },
}

function valuesOf(schema: unknown): readonly unknown[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return valuesOf(schema.unwrap())
  if (schema instanceof z.ZodEnum) return schema.options
  if (schema instanceof z.ZodLiteral) return [...schema.values]
  if (!(schema instanceof z.ZodUnion)) return []
  const each = schema.options.map(valuesOf)
  return each.every((values) => values.length > 0) ? each.flat() : []
}
