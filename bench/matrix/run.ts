import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { Matrix, MatrixClient } from './matrix.ts'
import { plans } from './plans.ts'
import { clientFiles, type ClientFile } from './registry.ts'
import type { WorkerMessage } from './worker.ts'

/**
 * Plays the clients of one file in a process of its own: what one client leaves behind in memory changes no cell of another.
 * @throws Error if the process ends without a result
 */
export function playFile(file: ClientFile): Promise<readonly MatrixClient[]> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('worker.ts', import.meta.url), [file], {
      execArgv: ['--no-warnings'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    let clients: readonly MatrixClient[] | undefined
    child.on('message', (message: WorkerMessage) => (clients = message.clients))
    child.on('error', reject)
    child.on('exit', (code) => {
      if (clients === undefined) reject(new Error(`The clients in ${file}.ts ended with code ${code} before their last cell.`))
      else resolve(clients)
    })
  })
}

/** Plays every client under every plan, on all cores. */
export async function playMatrix(onProgress: (line: string) => void): Promise<Omit<Matrix, 'date'>> {
  const byFile = new Map<ClientFile, readonly MatrixClient[]>()
  const left = [...clientFiles]
  const work = async (): Promise<void> => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      byFile.set(file, await playFile(file))
      const cells = [...byFile.values()].flat().reduce((sum, client) => sum + countCells(client), 0)
      onProgress(`${byFile.size} of ${clientFiles.length} files, ${cells.toLocaleString('en')} cells: ${file}`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return {
    version: 1,
    node: process.version,
    plans: plans.map(({ name, shows }) => ({ name, shows })),
    clients: clientFiles.flatMap((file) => byFile.get(file)!),
  }
}

/** The number of cells of a client. */
export function countCells({ modes }: MatrixClient): number {
  return Object.values(modes).reduce((sum, { cells }) => sum + Object.keys(cells).length, 0)
}
