import type { Work, WorkSource } from './work.ts'

/** Files, name servers and connections: requests on the thread pool or in the system, as Node names them. */
const kinds: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^Immediate$/, 'setImmediate'],
  [/^(?:FSReq|CloseReq$)/, 'a file operation'],
  [/^(?:GetAddrInfoReq|GetNameInfoReq|QueryReq)/, 'a name look-up'],
  [/^(?:TCP|Pipe)ConnectWrap$/, 'a connection to be made'],
]

/** The kind of work for each resource name. Cached, since the clock checks before each step. */
const workNames = new Map<string, string | undefined>()

function workNameOf(resource: string): string | undefined {
  if (!workNames.has(resource)) workNames.set(resource, kinds.find(([pattern]) => pattern.test(resource))?.[1])
  return workNames.get(resource)
}

/** The open work that Node lists. It lists only names, so all work of a kind counts as one piece. */
export class ListedWork implements WorkSource {
  readonly #works = new Map<string, Work>()

  underway(resources: readonly string[]): Iterable<Work> {
    const listed = new Set(resources.map(workNameOf))
    for (const name of this.#works.keys()) if (!listed.has(name)) this.#works.delete(name)
    for (const name of listed) if (name !== undefined && !this.#works.has(name)) this.#works.set(name, { name })
    return this.#works.values()
  }
}
