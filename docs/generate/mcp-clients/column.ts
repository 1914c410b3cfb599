import { measure } from './measure.ts'
import { nothing, occasionsAt } from './occasions.ts'
import type { McpPackage } from './packages/package.ts'
import type { ServerKind } from './servers.ts'
import { inWords } from './words.ts'

/** The behavior of one client on each occasion, by the occasion's name. Faults that cannot fire are omitted. */
export type Column = Readonly<Record<string, string>>

/** Measures a client on each occasion. */
export async function columnOf(client: McpPackage, kind: ServerKind): Promise<Column> {
  const usual = await measure(client, kind, nothing)
  const column: Record<string, string> = {}
  for (const occasion of occasionsAt(kind)) {
    const measured = await measure(client, kind, occasion)
    if (measured.chaos.neverFired.length === 0) column[occasion.name] = inWords(measured, usual)
  }
  return column
}
