import type { VirtualClock } from '../virtual-clock.ts'
import { builtin, type Patches } from './patching.ts'

interface Channels {
  subscribe(name: string, listener: () => void): void
  unsubscribe(name: string, listener: () => void): void
}

/** What undici (Node's own fetch, or the package) and `node:http` publish before a request goes to a socket, also to an emulated one. */
const beginnings = ['undici:request:create', 'http.client.request.start'] as const

/** Notices requests that go over sockets. Pooled sockets are there before virtual time begins, so watching for new ones is not enough. */
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
