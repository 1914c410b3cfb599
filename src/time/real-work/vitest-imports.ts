import type { Work, WorkSource } from './work.ts'

interface VitestWorker {
  readonly resolvingModules?: ReadonlySet<string>
}

/**
 * Watches modules that vitest's main process transforms for an `import()`. Nothing else shows them: the worker's channel to that process is
 * always open. Files that Node loads are listed as such.
 */
export class VitestImports implements WorkSource {
  #works: ReadonlyMap<string, Work> = new Map()

  underway(): Iterable<Work> {
    const { __vitest_worker__: worker } = globalThis as { __vitest_worker__?: VitestWorker }
    const ids = [...(worker?.resolvingModules ?? [])]
    this.#works = new Map(ids.map((id) => [id, this.#works.get(id) ?? { name: `the import of ${id}` }]))
    return this.#works.values()
  }
}
