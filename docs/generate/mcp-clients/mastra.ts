import { readFileSync } from 'node:fs'
import type { Column } from './column.ts'
import type { ServerKind } from './servers.ts'

/** What `npm run check:mastra` has measured. Mastra cannot be installed next to the other packages. */
export interface RecordedMastra {
  readonly version: string
  /** What Mastra needs next to it. */
  readonly core: string
  readonly columns: Readonly<Record<ServerKind['name'], Column>>
}

/** The file in which the measurement is stored. */
export const mastraFile: URL = new URL('mastra.json', import.meta.url)

export function recordedMastra(): RecordedMastra {
  return JSON.parse(readFileSync(mastraFile, 'utf8')) as RecordedMastra
}
