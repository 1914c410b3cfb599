import { rowOf } from './cell.ts'
import type { Mode } from './client.ts'
import type { MatrixClient, ModeRow } from './matrix.ts'
import { clientsIn, type ClientFile } from './registry.ts'
import { silencing } from './silence.ts'
import { versionsOf } from './versions.ts'

/** What a process that plays the clients of one file sends back. */
export interface WorkerMessage {
  readonly clients: readonly MatrixClient[]
}

async function playFile(file: ClientFile): Promise<readonly MatrixClient[]> {
  const played: MatrixClient[] = []
  for (const client of await clientsIn(file)) {
    const modes: Partial<Record<Mode, ModeRow>> = {}
    for (const mode of Object.keys(client.asks) as Mode[]) modes[mode] = await rowOf(client, mode)
    played.push({ name: client.name, packages: versionsOf(client.packages), modes })
  }
  return played
}

silencing()
const clients = await playFile(process.argv[2] as ClientFile)
process.send!({ clients } satisfies WorkerMessage, () => process.exit())
