import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server that a test has started for itself, on a port and in a folder of its own. */
export interface Service {
  readonly port: number
  readonly folder: string
  stop(): Promise<void>
}

/** Whom a server runs as: one that refuses to run as root gets a user of its own. */
export interface User {
  readonly uid?: number
  readonly gid?: number
}

export function userCalled(name: string): User {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string): number => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout)
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** A new folder for the files of a service. */
export function folderFor(name: string, { uid, gid }: User): string {
  const folder = mkdtempSync(join(tmpdir(), `brownout-${name}-`))
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  return folder
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/**
 * Starts a server, and waits until it prints that it is ready.
 * @param at.signal ends it: for PostgreSQL, SIGTERM waits for its clients to leave
 */
export async function startService(
  command: string,
  args: readonly string[],
  at: { readonly port: number; readonly folder: string; readonly user: User; readonly ready: string; readonly signal: NodeJS.Signals },
): Promise<Service> {
  const child = spawn(command, args, { ...at.user, cwd: at.folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  await untilItPrints(child, at.ready)
  return {
    port: at.port,
    folder: at.folder,
    async stop() {
      process.off('exit', kill)
      const exit = once(child, 'exit')
      child.kill(at.signal)
      await exit
      rmSync(at.folder, { recursive: true, force: true })
    },
  }
}

function untilItPrints(child: ChildProcess, ready: string): Promise<void> {
  let printed = ''
  return new Promise((resolve, reject) => {
    const hear = (text: Buffer): void => {
      printed += text.toString()
      if (printed.includes(ready)) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`It ended before it was ready:\n${printed}`)))
  })
}
