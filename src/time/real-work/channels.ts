import { builtin, originalOf, type Patches } from '../patches/patching.ts'

type ChannelClass = new () => MessageChannel

/** Records which two ports make a message channel, since the ports do not expose it. Earlier channels are unknown. */
export class Channels {
  readonly #otherEnds = new WeakMap<object, object>()

  constructor(patches: Patches) {
    for (const owner of [globalThis, builtin<{ MessageChannel?: ChannelClass }>('node:worker_threads')]) this.#watch(patches, owner)
  }

  knows(port: object): boolean {
    return this.#otherEnds.has(port)
  }

  otherEndOf(port: object): object | undefined {
    return this.#otherEnds.get(port)
  }

  #watch(patches: Patches, owner: { MessageChannel?: ChannelClass } | undefined): void {
    const real = originalOf(owner?.MessageChannel)
    if (owner === undefined || real === undefined) return
    const construct = (): MessageChannel => {
      const channel = new real()
      this.#otherEnds.set(channel.port1, channel.port2)
      this.#otherEnds.set(channel.port2, channel.port1)
      return channel
    }
    patches.put(owner, 'MessageChannel', new Proxy(real, { construct }))
  }
}
