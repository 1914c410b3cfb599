import { BrownoutError } from '../engine/base/errors.ts'
import { builtin, Patches } from '../time/patches/patching.ts'
import { knownHost } from '../gateway/known-hosts.ts'

/** A client that tried to reach a real model provider. */
export interface Attempt {
  readonly host: string
  readonly message: string
}

/** Decides about real connections to model providers. */
export interface Guard {
  /** Returns whether the running code is guarded. Default: always */
  isInForce?(): boolean
  /** The reason why the request is not answered, and the fix, in sentences. */
  readonly reason: string
  /** Called for every attempt. */
  report(attempt: Attempt): void
}

interface Door {
  /** Returns whether a host must not be reached. */
  isClosedTo(host: string): boolean
  /** @param advice the fix. Default: that of the guard */
  refuse(host: string, what: string, advice?: string): BrownoutError
}
type Method = (this: unknown, ...args: unknown[]) => unknown

/**
 * Blocks every connection and name look-up to a real model provider, from any client: a test must fail, not spend money. Install it before
 * MSW, so that it only sees connections that MSW lets through.
 * @returns a function that removes the guard
 */
export function guardProviders(guard: Guard): () => void {
  const patches = new Patches()
  const door: Door = {
    isClosedTo: (host) => knownHost(host) !== undefined && (guard.isInForce?.() ?? true),
    refuse(host, what, advice = guard.reason) {
      const { owner = '' } = knownHost(host) ?? {}
      const message = `Blocked a ${what} to ${host} (${owner}). Nothing was sent. ${advice}`
      guard.report({ host, message })
      return new BrownoutError(message)
    },
  }
  guardConnections(patches, door)
  guardNames(patches, door)
  guardPooledConnections(patches, door)
  guardOwnWebSocket(patches, door)
  const sync = (): void => builtin<{ syncBuiltinESMExports(): void }>('node:module')?.syncBuiltinESMExports()
  sync()
  return () => {
    patches.restore()
    sync()
  }
}

interface SocketLike {
  destroy(error: Error): unknown
}

function guardConnections(patches: Patches, door: Door): void {
  const socket = builtin<{ Socket: { prototype: { connect: Method } } }>('node:net')?.Socket.prototype
  if (socket === undefined) return
  const { connect } = socket
  patches.put(socket, 'connect', function (this: SocketLike, ...args: unknown[]) {
    const host = hostsOf(args).find((candidate) => door.isClosedTo(candidate))
    if (host === undefined) return connect.apply(this, args)
    const error = door.refuse(host, 'connection')
    // Later, when a real failure would arrive: the caller does not listen yet.
    setImmediate(() => void this.destroy(error))
    return this
  })
}

/** Returns the hosts of a connection: its own, and that of its certificate, if a client has resolved the name itself. */
function hostsOf(args: readonly unknown[]): string[] {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args
  if (typeof first !== 'object' || first === null) return typeof second === 'string' ? [second] : []
  const { host, servername } = first as { readonly host?: unknown; readonly servername?: unknown }
  return [host, servername].filter((name) => typeof name === 'string')
}

/** The methods of `node:dns` that resolve a name, which is their first argument. */
const resolving = ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCname', 'resolveSrv', 'resolveTxt'] as const

interface Names {
  readonly Resolver: { readonly prototype: object }
}

function guardNames(patches: Patches, door: Door): void {
  const dns = builtin<Names & { readonly promises: Names }>('node:dns')
  if (dns === undefined) return
  const byCallback = (error: Error, args: readonly unknown[]): unknown => {
    const callback = args.findLast((argument) => typeof argument === 'function') as ((error: Error) => void) | undefined
    queueMicrotask(() => callback?.(error))
    return {}
  }
  for (const place of [dns, dns.Resolver.prototype]) guardMethods(place, byCallback, patches, door)
  for (const place of [dns.promises, dns.promises.Resolver.prototype])
    guardMethods(
      place,
      async (error) => {
        throw error
      },
      patches,
      door,
    )
}

function guardMethods(place: object, fail: (error: Error, args: readonly unknown[]) => unknown, patches: Patches, door: Door): void {
  for (const name of resolving) {
    const resolve = Reflect.get(place, name) as Method | undefined
    if (resolve === undefined) continue
    patches.put(place, name, function (this: unknown, ...args: unknown[]) {
      const [host] = args
      if (typeof host !== 'string' || !door.isClosedTo(host)) return resolve.apply(this, args)
      return fail(door.refuse(host, 'name look-up'), args)
    })
  }
}

/** Why a WebSocket of Bun or Deno is not answered. */
const inAnotherRuntime = 'WebSockets are answered only in Node. Start brownout serve in Bun and Deno, and give its address to the client.'

/** Blocks the WebSocket of Bun and Deno, which opens its connection past `node:net`. That of Node does not. */
function guardOwnWebSocket(patches: Patches, door: Door): void {
  if (!('Bun' in globalThis || 'Deno' in globalThis)) return
  const own = globalThis.WebSocket
  const guarded = new Proxy(own, {
    construct(target, args: ConstructorParameters<typeof WebSocket>) {
      const host = URL.parse(String(args[0]))?.hostname
      if (host !== undefined && door.isClosedTo(host)) throw door.refuse(host, 'WebSocket', inAnotherRuntime)
      return new target(...args)
    },
  })
  patches.put(globalThis, 'WebSocket', guarded)
}

/** The message that undici publishes before it writes a request to a connection. */
interface SendingHeaders {
  readonly request: { readonly origin?: string | URL }
  readonly socket: object & SocketLike & { readonly isEmulated?: true }
}

interface Channels {
  subscribe(name: string, listener: (message: unknown) => void): void
  unsubscribe(name: string, listener: (message: unknown) => void): void
}

/** Blocks requests over pooled undici connections from before the guard. */
function guardPooledConnections(patches: Patches, door: Door): void {
  const channels = builtin<Channels>('node:diagnostics_channel')
  if (channels === undefined) return
  const notice = (message: unknown): void => {
    // undici documents this message (docs/docs/api/DiagnosticsChannel.md).
    const { request, socket } = message as SendingHeaders
    const host = request.origin === undefined ? undefined : URL.parse(String(request.origin))?.hostname
    if (host !== undefined && door.isClosedTo(host) && socket.isEmulated !== true) socket.destroy(door.refuse(host, 'request'))
  }
  channels.subscribe('undici:client:sendHeaders', notice)
  patches.afterwards(() => void channels.unsubscribe('undici:client:sendHeaders', notice))
}
