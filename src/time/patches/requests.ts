import type { VirtualClock } from '../virtual-clock.ts'
import { builtin, type Patches } from './patching.ts'

interface Channels {
  subscribe(name: string, listener: () => void): void
  unsubscribe(name: string, listener: () => void): void
}

/**
 * Channels of undici (Node's own fetch, or the package) and `node:http` that publish before a request is written to a socket, real or
 * emulated.
 */
const beginnings = ['undici:request:create', 'http.client.request.start'] as const

/** Detects requests over sockets. Pooled sockets exist before virtual time starts, so it is not enough to watch for new ones. */
export function watchRequests(patches: Patches, clock: VirtualClock): void {
  const channels = builtin<Channels>('node:diagnostics_channel')
  if (channels === undefined) return
  const notice = (): void => {
    clock.hasSockets = true
  }
  for (const name of beginnings) {
    channels.subscribe(name, notice)
    patches.afterwards(() => void channels.unsubscribe(name, notice))
  }
}
