type AnyFunction = (this: unknown, ...args: never[]) => unknown
type Method = (this: object, ...args: unknown[]) => unknown

/** The originals of replaced functions that other code can have kept and put back. */
const originals = new WeakMap<object, AnyFunction>()

/** Returns the original of a replacement, or the value itself. */
export function originalOf<Value>(value: Value): Value {
  return ((typeof value === 'function' ? originals.get(value) : undefined) as Value | undefined) ?? value
}

/** Registers a replacement, so that it is never mistaken for the original, even if other code puts it back. */
export function standsFor(replacement: AnyFunction, original: AnyFunction): void {
  originals.set(replacement, original)
}

/** Replaces properties and restores them in reverse order. */
export class Patches {
  readonly #restores: (() => void)[] = []
  #areRestored = false

  /** Whether all replaced properties are restored. */
  get areRestored(): boolean {
    return this.#areRestored
  }

  put(target: object, key: PropertyKey, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(target, key)
    // Properties that are not configurable can still be writable, such as Bun.sleep.
    const { configurable = true, enumerable = true } = before ?? {}
    Object.defineProperty(target, key, { configurable, writable: true, enumerable, value })
    this.#restores.push(() => {
      if (before === undefined) Reflect.deleteProperty(target, key)
      else Object.defineProperty(target, key, 'value' in before ? { ...before, value: originalOf<unknown>(before.value) } : before)
    })
  }

  /**
   * Replaces a function that other code can keep: a module that imports `setTimeout`, or fake timers that restore the function that they
   * found. After the restore, the replacement calls the current value of the property.
   * @returns the replacement
   */
  putKept<Replacement extends AnyFunction>(target: object, key: PropertyKey, value: Replacement): Replacement {
    const property = (): AnyFunction => (target as Readonly<Record<PropertyKey, AnyFunction>>)[key]!
    const before = originalOf(property())
    const areRestored = (): boolean => this.#areRestored
    const kept = function (this: unknown, ...args: never[]): unknown {
      if (!areRestored()) return value.apply(this, args)
      const now = property()
      return (now === kept ? before : now).apply(this, args)
    }
    standsFor(kept, before)
    this.put(target, key, Object.assign(kept, value))
    return kept as Replacement
  }

  /** Wraps an existing method in a function that also gets the method. */
  wrap(target: object | undefined, key: PropertyKey, call: (real: Method, self: object, args: unknown[]) => unknown): void {
    const real = (target as Readonly<Record<PropertyKey, Method | undefined>> | undefined)?.[key]
    if (target === undefined || real === undefined) return
    this.put(target, key, function (this: object, ...args: unknown[]) {
      return call(real, this, args)
    })
  }

  afterwards(restore: () => void): void {
    this.#restores.push(restore)
  }

  restore(): void {
    this.#areRestored = true
    for (const restore of this.#restores.toReversed()) restore()
  }
}

interface BuiltinModules {
  getBuiltinModule?(name: string): Record<string, unknown> | undefined
}

/**
 * Returns a Node module, if there is one. Loaded at the time of use, so that a browser can load this file.
 */
export function builtin<Module extends object>(name: string): Module | undefined {
  return (globalThis as { process?: BuiltinModules }).process?.getBuiltinModule?.(name) as Module | undefined
}
