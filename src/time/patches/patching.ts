/** Replaces properties, and puts back what was there, in the opposite order. */
export class Patches {
  readonly #restores: (() => void)[] = []

  put(target: object, key: PropertyKey, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(target, key)
    // What may not be configured may still be written, such as Bun.sleep.
    const { configurable = true, enumerable = true } = before ?? {}
    Object.defineProperty(target, key, { configurable, writable: true, enumerable, value })
    this.#restores.push(() => {
      if (before === undefined) Reflect.deleteProperty(target, key)
      else Object.defineProperty(target, key, before)
    })
  }

  afterwards(restore: () => void): void {
    this.#restores.push(restore)
  }

  restore(): void {
    for (const restore of this.#restores.toReversed()) restore()
  }
}

interface BuiltinModules {
  getBuiltinModule?(name: string): Record<string, unknown> | undefined
}

/**
 * A module of Node's, where there is one. Asked for at the time of use, so that a browser can load this file.
 */
export function builtin<Module extends object>(name: string): Module | undefined {
  return (globalThis as { process?: BuiltinModules }).process?.getBuiltinModule?.(name) as Module | undefined
}
