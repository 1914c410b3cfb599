import type { Patches } from '../patches/patching.ts'
import type { WorkList } from './work.ts'

type Promising = (...args: unknown[]) => Promise<unknown>

const cryptoJobs = [
  'digest',
  'sign',
  'verify',
  'encrypt',
  'decrypt',
  'deriveBits',
  'deriveKey',
  'importKey',
  'exportKey',
  'generateKey',
  'wrapKey',
  'unwrapKey',
] as const
const assemblyJobs = ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming'] as const

/** Watches work that only a promise reports: WebCrypto, WebAssembly and `Atomics.waitAsync`. */
export function watchPromises(patches: Patches, list: WorkList): void {
  const watch = (target: object | undefined, keys: readonly string[], name: string): void => {
    if (target === undefined) return
    for (const key of keys) {
      const real = (target as Readonly<Record<string, Promising | undefined>>)[key]
      if (real === undefined) continue
      const watched: Promising = (...args) => real.apply(target, args).finally(list.begin(`${name}.${key}`))
      patches.put(target, key, watched)
    }
  }
  watch(globalThis.crypto?.subtle, cryptoJobs, 'crypto.subtle')
  watch((globalThis as { WebAssembly?: object }).WebAssembly, assemblyJobs, 'WebAssembly')
  watchAtomics(patches, list)
}

type Waiting = { readonly async: false } | { readonly async: true; readonly value: Promise<unknown> }

function watchAtomics(patches: Patches, list: WorkList): void {
  const { waitAsync } = globalThis.Atomics as { waitAsync?: (...args: unknown[]) => Waiting }
  if (waitAsync === undefined) return
  patches.put(globalThis.Atomics, 'waitAsync', (...args: unknown[]) => {
    const waiting = waitAsync(...args)
    if (waiting.async) void waiting.value.finally(list.begin('Atomics.waitAsync'))
    return waiting
  })
}
