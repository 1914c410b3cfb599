import type { Work, WorkSource } from './work.ts'

/** Files, name servers and connections: requests on the thread pool or in the system, which Node lists by these names. */
const kinds: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^Immediate$/, 'setImmediate'],
  [/^(?:FSReq|CloseReq$)/, 'a file operation'],
  [/^(?:GetAddrInfoReq|GetNameInfoReq|QueryReq)/, 'a name look-up'],
  [/^(?:TCP|Pipe)ConnectWrap$/, 'a connection to be made'],
]

/** What Node itself lists as under way. Of one kind it lists no more than a name, so all of a kind is one piece of work. */
export class ListedWork implements WorkSource {
  readonly #works = new Map<string, Work>()

  underway(resources: readonly string[]): readonly Work[] {
    for (const [pattern, name] of kinds) {
      if (!resources.some((resource) => pattern.test(resource))) this.#works.delete(name)
      else if (!this.#works.has(name)) this.#works.set(name, { name })
    }
    return [...this.#works.values()]
  }
}
