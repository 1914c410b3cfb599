import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Chaos } from '../chaos/chaos.ts'
import type { PlayedCommand } from '../processes/remote-answerer.ts'
import { serve } from '../server/index.ts'

/** Servers that the processes of a run start by commands. */
export interface StartedServers {
  readonly commands: readonly PlayedCommand[]
  close(): Promise<void>
}

const main = fileURLToPath(new URL(`./main${extname(import.meta.url)}`, import.meta.url))

/** Serves the providers that are started by commands: instead of each, a process starts `brownout stdio`, which connects to the server here. */
export async function startedServers(chaos: Chaos): Promise<StartedServers> {
  if (chaos.providers.every(({ process }) => process === undefined)) return { commands: [], close: () => Promise.resolve() }
  const server = await serve(chaos)
  return {
    commands: chaos.providers.flatMap(({ name, process: started }) =>
      started === undefined ? [] : { ...started, instead: [process.execPath, main, 'stdio', server.baseUrls[name]!] as const },
    ),
    close: () => server.close(),
  }
}
