import { builtin } from '../patches/patching.ts'

interface Server {
  address(): { readonly port: number } | string | null
}
interface Connection {
  readonly remotePort?: number
}
interface Net {
  readonly Server: new () => Server
}

/**
 * The servers that listen in this thread. They are on the same virtual clock as their clients, so requests to them are not real work.
 */
export class OwnServers {
  readonly #Server = builtin<Net>('node:net')?.Server
  readonly #process = builtin<NodeJS.Process & { _getActiveHandles?(): readonly object[] }>('node:process')

  readonly #known = new WeakMap<object, boolean>()

  /** Returns whether a connection leads to one of them. Cached on the first call, since a server can stop listening before the next. */
  have(connection: Connection): boolean {
    const { remotePort } = connection
    if (remotePort === undefined) return false
    let isOwn = this.#known.get(connection)
    if (isOwn === undefined) this.#known.set(connection, (isOwn = this.#listenAt(remotePort)))
    return isOwn
  }

  #listenAt(port: number): boolean {
    const Server = this.#Server
    if (Server === undefined) return false
    return (this.#process?._getActiveHandles?.() ?? []).some((handle) => handle instanceof Server && portOf(handle) === port)
  }
}

function portOf(server: Server): number | undefined {
  const address = server.address()
  return typeof address === 'object' ? address?.port : undefined
}
