import { builtin, type Patches } from '../patches/patching.ts'
import { runsLoaders, watchLoaders } from './loader-thread.ts'
import { ThreadTalk } from './thread-talk.ts'
import type { WorkList } from './work.ts'

interface Threads {
  readonly Worker: { readonly prototype: object }
  readonly receiveMessageOnPort: (port: object) => { readonly message: unknown } | undefined
}

/** The method under which Node delivers a message to a port. */
const receive = Symbol.for('nodejs.internal.kHybridDispatch')

/**
 * Watches messages between threads. The clock waits for a new worker until it ends, and for one that gets messages until it answers,
 * through any port. The same applies to a message port while there is a worker that can have its other end.
 */
export function watchThreads(patches: Patches, list: WorkList, touch: () => void): void {
  const threads = builtin<Threads>('node:worker_threads')
  const talk = new ThreadTalk(list.begin, patches)
  watchWorkers(patches, talk, touch)
  watchLoaders(patches, list, threads?.Worker.prototype)

  // A worker forwards its messages to a port of its own.
  let receiver: object | undefined
  patches.wrap(threads?.Worker.prototype, 'postMessage', (real, worker, args) => {
    receiver = worker
    try {
      return real.apply(worker, args)
    } finally {
      receiver = undefined
    }
  })
  patches.wrap(globalThis.MessagePort?.prototype, 'postMessage', (real, port, args) => {
    touch()
    if (receiver === undefined || !runsLoaders(receiver)) talk.sent(port, portsOf(args[1]), receiver)
    return real.apply(port, args)
  })

  patches.wrap(globalThis.MessagePort?.prototype, receive, (real, port, args) => {
    touch()
    talk.received(port)
    return real.apply(port, args)
  })
  patches.wrap(threads, 'receiveMessageOnPort', (real, owner, args) => {
    const message = real.apply(owner, args)
    if (message !== undefined) talk.fetched(args[0] as object)
    return message
  })
  for (const key of ['postMessage', 'dispatchEvent']) {
    patches.wrap(globalThis.BroadcastChannel?.prototype, key, (real, channel, args) => {
      touch()
      return real.apply(channel, args)
    })
  }
}

function watchWorkers(patches: Patches, talk: ThreadTalk, touch: () => void): void {
  const process = builtin<NodeJS.Process>('node:process')
  const meet = (worker: object): void => {
    if (!runsLoaders(worker)) talk.with(worker).starts()
  }
  process?.on('worker', meet)
  patches.afterwards(() => void process?.off('worker', meet))
  patches.wrap(builtin<Threads>('node:worker_threads')?.Worker.prototype, 'emit', (real, worker, args) => {
    touch()
    if (args[0] === 'exit') talk.end(worker)
    return real.apply(worker, args)
  })
}

/** Returns the ports in the transfer list of a message, given as a list or an option. */
function portsOf(transferred: unknown): readonly object[] {
  const list: unknown = Array.isArray(transferred) ? transferred : (transferred as { transfer?: unknown } | undefined)?.transfer
  return Array.isArray(list) ? list.filter((item): item is MessagePort => item instanceof MessagePort) : []
}
