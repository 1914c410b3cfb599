import { builtin, type Patches } from '../patches/patching.ts'
import type { WorkList } from './work.ts'

/** A stream of `node:zlib`. */
interface Compressor {
  readonly readableLength: number
  readonly readableHighWaterMark: number
}
type Transform = (this: Compressor, chunk: unknown, encoding: unknown, done: (...results: unknown[]) => void) => unknown

/** Watches zlib, brotli and zstd, streams and callbacks: each processes one chunk at a time on the thread pool. */
export function watchCompression(patches: Patches, list: WorkList): void {
  const prototype = ownerOf(builtin<{ Gzip: { prototype: object } }>('node:zlib')?.Gzip.prototype, '_transform')
  if (prototype === undefined) return
  const real = (prototype as { _transform: Transform })._transform
  const transform: Transform = function (chunk, encoding, done) {
    // A stream with a full buffer waits for its reader, not for the thread pool.
    const end = list.begin('compression', () => this.readableLength < this.readableHighWaterMark)
    return real.call(this, chunk, encoding, (...results) => {
      end()
      done(...results)
    })
  }
  patches.put(prototype, '_transform', transform)
}

/** Returns the prototype that defines a property. */
function ownerOf(object: object | null | undefined, key: PropertyKey): object | undefined {
  if (object === null || object === undefined) return undefined
  return Object.hasOwn(object, key) ? object : ownerOf(Object.getPrototypeOf(object) as object | null, key)
}
