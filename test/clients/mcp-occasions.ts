import { symptoms, type Symptom } from '../../src/engine/model/fault-traits.ts'
import { occasionsAt, type Occasion } from '../../docs/generate/mcp-clients/occasions.ts'
import { measure, type Measured } from '../../docs/generate/mcp-clients/measure.ts'
import type { McpPackage } from '../../docs/generate/mcp-clients/packages/package.ts'
import type { ServerKind } from '../../docs/generate/mcp-clients/servers.ts'

/** A client, a kind of server, and what they are tested with. */
export interface Pairing {
  readonly title: string
  readonly client: McpPackage
  readonly kind: ServerKind
}

/** Each client with each kind of server that it is measured with. */
export function pairings(kinds: readonly ServerKind[]): readonly Pairing[] {
  return kinds.flatMap((kind) => kind.clients.map((client) => ({ title: `${client.name}, ${kind.title}`, client, kind })))
}

/** What a client did, without what belongs to the run itself. Its last notification can still be under way when the run is over. */
export function summaryOf({ steps, requests, runs, cancelled, leavesProcess, chaos }: Measured): unknown {
  const { calls } = chaos.journal.toJSON()
  const last = calls.at(-1)
  const journal = JSON.stringify(last?.endpoint === 'notifications' ? calls.slice(0, -1) : calls)
  return { steps: [...steps], requests, runs, cancelled, leavesProcess, last: [last?.endpoint, last?.startedAt], journal }
}

/** Measures the same twice. */
export async function twice({ client, kind }: Pairing, occasion: Occasion): Promise<readonly [Measured, Measured]> {
  return [await measure(client, kind, occasion), await measure(client, kind, occasion)]
}

/** One occasion for each symptom that a fault can have at a kind of server. */
export function onePerSymptom(kind: ServerKind): readonly Occasion[] {
  const found = new Map<Symptom, Occasion>()
  for (const occasion of occasionsAt(kind)) {
    const symptom = occasion.injections[0]?.fault.shows
    if (symptom !== undefined && symptom in symptoms && !found.has(symptom)) found.set(symptom, occasion)
  }
  return [...found.values()]
}
