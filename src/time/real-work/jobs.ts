import { builtin, type Patches } from '../patches/patching.ts'
import type { RealTimers } from './real-timers.ts'
import type { WorkList } from './work.ts'

interface Hooks {
  createHook(callbacks: {
    init(id: number, type: string, trigger: number, resource: object): void
    before(id: number): void
    trackPromises: boolean
  }): { enable(): void; disable(): void }
  readonly AsyncResource: new (...args: never[]) => object
}

/** A job of Node's crypto for the thread pool. Without `ondone` it runs synchronously, as in `pbkdf2Sync`. */
interface CryptoJob {
  readonly ondone?: unknown
}

/** Node's own resource names are in capitals, except for these of its JavaScript code. */
const ofNode = /^(?:[A-Z0-9_]+|TickObject|Microtask|Immediate|Timeout|FileHandle\w*)$/

/** The reader of a Blob, which can be a file. */
interface BlobReader {
  pull(done: (...results: unknown[]) => void): unknown
}

type Kind = 'crypto' | 'blob' | 'addon' | 'timer' | 'other'

function kindOf(type: string): Kind {
  if (type === 'Timeout') return 'timer'
  if (type === 'BLOBREADER') return 'blob'
  if (type.endsWith('REQUEST') && type !== 'HTTPCLIENTREQUEST') return 'crypto'
  return ofNode.test(type) ? 'other' : 'addon'
}

/**
 * Watches work that only async hooks show: crypto and native add-ons on the thread pool, blobs from files, and timer functions that were
 * taken before the clock started.
 */
export function watchJobs(patches: Patches, list: WorkList, timers: RealTimers): void {
  const hooks = builtin<Hooks>('node:async_hooks')
  if (hooks === undefined) return
  const kinds = new Map<string, Kind>()
  const ends = new Map<number, () => void>()
  const init = (id: number, type: string, _trigger: number, resource: object): void => {
    let kind = kinds.get(type)
    if (kind === undefined) kinds.set(type, (kind = kindOf(type)))
    if (kind === 'other') return
    if (kind === 'timer') timers.note(resource, init)
    else if (kind === 'blob') watchBlob(resource as BlobReader, list)
    else if (kind === 'crypto')
      ends.set(
        id,
        list.begin('crypto', () => (resource as CryptoJob).ondone !== undefined),
      )
    else if (!(resource instanceof hooks.AsyncResource)) ends.set(id, list.begin(type))
  }
  const hook = hooks.createHook({
    init,
    before(id) {
      if (ends.size === 0) return
      ends.get(id)?.()
      ends.delete(id)
    },
    // Node before 24.12 does not have this option and also hooks promises.
    trackPromises: false,
  })
  hook.enable()
  patches.afterwards(() => void hook.disable())
}

function watchBlob(reader: BlobReader, list: WorkList): void {
  const { pull } = reader
  reader.pull = (done) => {
    const end = list.begin('a blob')
    return pull.call(reader, (...results) => {
      end()
      done(...results)
    })
  }
}
