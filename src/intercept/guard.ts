import { BrownoutError } from '../engine/base/errors.ts'
import { builtin, Patches } from '../time/patches/patching.ts'
import { ownerOf } from '../gateway/known-hosts.ts'

type Lookup = (hostname: string, ...rest: unknown[]) => unknown
type Connect = (this: unknown, ...args: unknown[]) => unknown

function hostOf(args: unknown): string | undefined {
  const [first, second] = Array.isArray(args) && Array.isArray(args[0]) ? (args[0] as unknown[]) : (args as unknown[])
  if (typeof first === 'object' && first !== null)
    return (first as { host?: string; servername?: string }).host ?? (first as { servername?: string }).servername
  return typeof second === 'string' ? second : undefined
}

/**
 * Lets no connection and no name look-up reach a model provider for real, whatever client tries it: a test that slips past
 * the handlers must fail, not spend money. Install it before MSW, so that it stands behind MSW and sees only what MSW lets through.
 * @param report is called with what was tried
 * @returns a function that takes the guard away
 */
export function guardProviders(report: (attempt: { readonly host: string; readonly message: string }) => void): () => void {
  const patches = new Patches()
  const refuse = (host: string, what: string): BrownoutError => {
    const message = `brownout refused a real ${what} to ${host} (${ownerOf(host)}): this client went past fetch, which is what is answered here. For one on node:http or undici, set up MSW itself: setupServer(...chaos.handlers).`
    report({ host, message })
    return new BrownoutError(message)
  }
  const socket = builtin<{ Socket: { prototype: { connect: Connect; destroy(error: Error): unknown } } }>('node:net')?.Socket.prototype
  if (socket !== undefined) {
    const { connect } = socket
    patches.put(socket, 'connect', function (this: { destroy(error: Error): unknown }, ...args: unknown[]) {
      const host = hostOf(args)
      if (host === undefined || ownerOf(host) === undefined) return connect.apply(this, args)
      const error = refuse(host, 'connection')
      // Later, as a real failure comes: whoever connects has not yet begun to listen.
      setImmediate(() => void this.destroy(error))
      return this
    })
  }
  const dns = builtin<{ lookup: Lookup; promises: { lookup: Lookup } }>('node:dns')
  if (dns !== undefined) {
    const { lookup } = dns
    const promised = dns.promises.lookup
    patches.put(dns, 'lookup', (hostname: string, ...rest: unknown[]) => {
      if (ownerOf(hostname) === undefined) return lookup(hostname, ...rest)
      const callback = rest.at(-1) as (error: Error) => void
      queueMicrotask(() => callback(refuse(hostname, 'name look-up')))
      return {}
    })
    patches.put(dns.promises, 'lookup', (hostname: string, ...rest: unknown[]) =>
      ownerOf(hostname) !== undefined ? Promise.reject(refuse(hostname, 'name look-up')) : promised.call(dns.promises, hostname, ...rest),
    )
  }
  const sync = (): void => builtin<{ syncBuiltinESMExports(): void }>('node:module')?.syncBuiltinESMExports()
  sync()
  return () => {
    patches.restore()
    sync()
  }
}
