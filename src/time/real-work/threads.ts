import { builtin, type Patches } from '../patches/patching.ts'
import { Conversation } from './conversation.ts'
import type { WorkList } from './work.ts'

type Method = (this: object, ...args: unknown[]) => unknown

/** By this name Node hands a message to the port that receives it. */
const receive = Symbol.for('nodejs.internal.kHybridDispatch')

/**
 * Watches messages between threads. A worker is waited for until it ends; one that is sent messages, until it answers. The same holds for
 * a message port, while a worker is alive that may have its other end.
 */
export function watchThreads(patches: Patches, list: WorkList, touch: () => void): void {
  const process = builtin<NodeJS.Process>('node:process')
  const Worker = builtin<{ Worker: { prototype: object } }>('node:worker_threads')?.Worker
  const workers = new Map<object, Conversation>()
  const ports = new WeakMap<object, Conversation>()
  const conversationWith = (worker: object): Conversation => {
    let conversation = workers.get(worker)
    if (conversation === undefined) workers.set(worker, (conversation = new Conversation(list.begin, 'a worker thread')))
    return conversation
  }
  const meet = (worker: object): void => conversationWith(worker).starts()
  process?.on('worker', meet)
  patches.afterwards(() => void process?.off('worker', meet))

  const before = (prototype: object | undefined, key: PropertyKey, notice: (target: object, args: readonly unknown[]) => void): void => {
    const real = (prototype as Record<PropertyKey, Method | undefined> | undefined)?.[key]
    if (prototype === undefined || real === undefined) return
    patches.put(prototype, key, function (this: object, ...args: unknown[]) {
      notice(this, args)
      return real.apply(this, args)
    })
  }
  before(Worker?.prototype, 'postMessage', (worker) => conversationWith(worker).asks())
  before(Worker?.prototype, 'emit', (worker, [event]) => {
    touch()
    if (event === 'message') conversationWith(worker).hears()
    if (event === 'exit') conversationWith(worker).ends()
    if (event === 'exit') workers.delete(worker)
  })
  const port = globalThis.MessagePort?.prototype
  before(port, 'postMessage', (target) => {
    touch()
    if (workers.size === 0) return
    if (!ports.has(target)) ports.set(target, new Conversation(list.begin, 'a worker thread'))
    ports.get(target)!.asks()
  })
  before(port, receive, (target) => {
    touch()
    ports.get(target)?.hears()
  })
  before(globalThis.BroadcastChannel?.prototype, 'postMessage', touch)
  before(globalThis.BroadcastChannel?.prototype, 'dispatchEvent', touch)
}
