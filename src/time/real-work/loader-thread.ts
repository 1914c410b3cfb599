import type { Patches } from '../patches/patching.ts'
import type { WorkList } from './work.ts'

/**
 * Returns whether a worker is Node's own thread for the hooks of `module.register()`, as used by Yarn Plug'n'Play and tracing agents. It
 * answers over shared memory and a hidden port.
 */
export function runsLoaders(worker: object): boolean {
  return 'receiveMessageSync' in worker
}

/** Watches imports that hooks load. Node keeps the process alive while it waits for one of them. */
export function watchLoaders(patches: Patches, list: WorkList, worker: object | undefined): void {
  const ends = new Map<object, () => void>()
  patches.wrap(worker, 'ref', (real, thread, args) => {
    if (runsLoaders(thread) && !ends.has(thread)) ends.set(thread, list.begin('an import'))
    return real.apply(thread, args)
  })
  patches.wrap(worker, 'unref', (real, thread, args) => {
    ends.get(thread)?.()
    ends.delete(thread)
    return real.apply(thread, args)
  })
}
