import type { Work, WorkSource } from './work.ts'

/** Files, name servers and connections: requests on the thread pool or in the system, which Node lists by these names. */
const kinds: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^Immediate$/, 'setImmediate'],
  [/^(?:FSReq|CloseReq$)/, 'a file operation'],
  [/^(?:GetAddrInfoReq|GetNameInfoReq|QueryReq)/, 'a name look-up'],
  [/^(?:TCP|Pipe)ConnectWrap$/, 'a connection to be made'],
]

/** The work that each resource represents. Looked up once: the clock asks before each of its steps. */
const workNames = new Map<string, string | undefined>()

function workNameOf(resource: string): string | undefined {
  if (!workNames.has(resource)) workNames.set(resource, kinds.find(([pattern]) => pattern.test(resource))?.[1])
  return workNames.get(resource)
}

/** What Node itself lists as under way. Of one kind it lists no more than a name, so all of a kind is one piece of work. */
export class ListedWork implements WorkSource {
  readonly #works = new Map<string, Work>()

  underway(resources: readonly string[]): Iterable<Work> {
    const listed = new Set(resources.map(workNameOf))
    for (const name of this.#works.keys()) if (!listed.has(name)) this.#works.delete(name)
    for (const name of listed) if (name !== undefined && !this.#works.has(name)) this.#works.set(name, { name })
    return this.#works.values()
  }
}
