import { builtin } from '../patches/patching.ts'

interface Server {
  address(): { readonly port: number } | string | null
}
interface Net {
  readonly Server: new () => Server
}

/**
 * The servers that listen in this thread. They live under the same virtual clock as their clients, so nothing that is asked of them is
 * real work.
 */
export class OwnServers {
  readonly #Server = builtin<Net>('node:net')?.Server
  readonly #process = builtin<NodeJS.Process & { _getActiveHandles?(): readonly object[] }>('node:process')

  /** @param address a port, or the path of a local socket */
  has(address: number | string | undefined): boolean {
    const Server = this.#Server
    if (Server === undefined || address === undefined) return false
    return (this.#process?._getActiveHandles?.() ?? []).some((handle) => handle instanceof Server && addressOf(handle) === address)
  }
}

function addressOf(server: Server): number | string | undefined {
  const address = server.address()
  return typeof address === 'object' ? address?.port : address
}
