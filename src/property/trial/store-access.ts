import { CrashedError } from './crash.ts'

const never = new Promise<never>(() => {})

/**
 * The access of one process to a store that outlives it. Code that still runs after a crash, such as a `catch`, must not
 * change the store. Therefore the next process gets a copy of plain data, such as a `Map`, from the time of the crash. Anything else, such
 * as a database, is accessed through a proxy that throws on calls and writes after the crash. A string, such as a directory path,
 * is passed as is.
 */
export class StoreAccess {
  /** The store as the process sees it. */
  readonly store: unknown
  readonly #original: unknown
  readonly #isData: boolean
  #left: unknown
  #isCut = false
  readonly #seen = new WeakMap<object, object>()
  readonly #originals = new WeakMap<object, object>()

  constructor(store: unknown) {
    this.#original = store
    this.#isData = isData(store)
    this.store = this.#isData ? store : this.#see(store)
  }

  /** The process ends. */
  cut(): void {
    if (this.#isCut) return
    this.#isCut = true
    this.#left = this.#isData ? structuredClone(this.#original) : this.#original
  }

  /** The state that the process leaves for the next one. */
  get left(): unknown {
    return this.#left
  }

  #check(): void {
    if (this.#isCut) throw new CrashedError()
  }

  /** A value as the process sees it. */
  #see(value: unknown): unknown {
    if (!isObject(value) || isNativeData(value)) return value
    if (value instanceof Promise) return value.then((result: unknown) => (this.#isCut ? never : this.#seeResult(result)))
    const known = this.#seen.get(value)
    if (known !== undefined) return known
    const seen = new Proxy(value, this.#handlerOf(value))
    this.#seen.set(value, seen)
    this.#originals.set(seen, value)
    return seen
  }

  /** The result of a method. Data, such as a row, belongs to the process. */
  #seeResult(value: unknown): unknown {
    return isData(value) ? value : this.#see(value)
  }

  #originalOf(value: unknown): unknown {
    return isObject(value) ? (this.#originals.get(value) ?? value) : value
  }

  #handlerOf(target: object): ProxyHandler<object> {
    return {
      get: (_, name, receiver) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(target, name)
        const value: unknown = Reflect.get(target, name, target)
        // A proxy must return fixed properties unchanged.
        if (descriptor?.configurable === false && descriptor.writable === false) return value
        // Array methods work through the proxy. Methods of other objects need the object itself.
        return Array.isArray(target) && typeof value === 'function' ? (Reflect.get(target, name, receiver) as unknown) : this.#see(value)
      },
      set: (_, name, value) => {
        this.#check()
        return Reflect.set(target, name, this.#originalOf(value), target)
      },
      defineProperty: (_, name, descriptor) => {
        this.#check()
        return Reflect.defineProperty(target, name, descriptor)
      },
      deleteProperty: (_, name) => {
        this.#check()
        return Reflect.deleteProperty(target, name)
      },
      apply: (_, owner, values: unknown[]) => {
        this.#check()
        const given = values.map((value) => this.#originalOf(value))
        return this.#seeResult(Reflect.apply(target as (...values: unknown[]) => unknown, this.#originalOf(owner), given))
      },
    }
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/** Objects that native code accepts only without a proxy. */
function isNativeData(value: object): boolean {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date || value instanceof RegExp
}

/** Whether a value is pure data, in all its parts. */
function isData(value: unknown, within: ReadonlySet<object> = new Set()): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false
  if (!isObject(value) || isNativeData(value) || within.has(value)) return true
  const inner = new Set([...within, value])
  const areData = (parts: Iterable<unknown>): boolean => [...parts].every((part) => isData(part, inner))
  if (Array.isArray(value)) return areData(value)
  if (value instanceof Map) return areData(value.keys()) && areData(value.values())
  if (value instanceof Set) return areData(value)
  const prototype: unknown = Object.getPrototypeOf(value)
  return (prototype === Object.prototype || prototype === null) && areData(Object.values(value))
}
