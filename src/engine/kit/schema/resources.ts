import type { JsonSchema } from '../../model/call.ts'

type Members = { readonly [name: string]: unknown }

/** The address of a schema without an address. */
const nowhere = 'schema:/'

/** Keywords whose values are data, not schemas. */
const data: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'examples'])

/** The addresses within a schema: base addresses of references, and what references can resolve to. */
interface Resources {
  /** The base address for the references of a part. */
  readonly bases: ReadonlyMap<object, string>
  /** The parts with an address or an anchor, by `address#anchor`. */
  readonly named: ReadonlyMap<string, unknown>
}

const known = new WeakMap<object, Resources>()

function resourcesOf(root: object): Resources {
  const before = known.get(root)
  if (before !== undefined) return before
  const bases = new Map<object, string>()
  const named = new Map<string, unknown>([[nowhere, root]])
  const pending: (readonly [part: unknown, base: string])[] = [[root, nowhere]]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [part, outer] = next
    if (typeof part !== 'object' || part === null || bases.has(part)) continue
    const base = baseOf(part as Members, outer, named)
    bases.set(part, base)
    // From last to first, so that the first of two parts with one name wins.
    for (const [keyword, member] of Object.entries(part)) if (!data.has(keyword)) pending.push([member, base])
  }
  const resources = { bases, named }
  known.set(root, resources)
  return resources
}

/** Records the names of a part and returns the base address within it. */
function baseOf(part: Members, outer: string, named: Map<string, unknown>): string {
  const { $id: id, $anchor: anchor, $dynamicAnchor: dynamic } = part
  // Before 2019-09, an `$id` with only a fragment was an `$anchor`.
  const own = typeof id === 'string' && !id.startsWith('#') ? (addressOf(id, outer) ?? outer) : outer
  if (own !== outer) named.set(own, part)
  for (const name of [anchor, dynamic, typeof id === 'string' && id.startsWith('#') ? id.slice(1) : undefined])
    if (typeof name === 'string') named.set(`${own}#${name}`, part)
  return own
}

/** Resolves an address against a base, without its fragment. */
function addressOf(reference: string, base: string): string | undefined {
  return URL.canParse(reference, base) ? new URL(reference, base).href.replace(/#.*$/, '') : undefined
}

/**
 * Resolves a reference within a schema; `undefined` if its target does not exist or is outside.
 * @param from the part that contains the reference
 */
export function referenced(reference: string, root: JsonSchema, from?: unknown): unknown {
  if (typeof root !== 'object') return undefined
  const { bases, named } = resourcesOf(root)
  const base = bases.get(from as object) ?? bases.get(root) ?? nowhere
  const [, fragment = ''] = /#(.*)$/.exec(reference) ?? []
  const address = reference.startsWith('#') || reference === '' ? base : addressOf(reference, base)
  if (address === undefined) return undefined
  if (fragment !== '' && !fragment.startsWith('/')) return named.get(`${address}#${fragment}`)
  return atPointer(fragment, address === base && !named.has(base) ? root : named.get(address))
}

/** Resolves a JSON pointer (RFC 6901). */
function atPointer(pointer: string, within: unknown): unknown {
  let at = within
  for (const step of pointer.split('/').slice(1)) {
    const name = decoded(step).replaceAll('~1', '/').replaceAll('~0', '~')
    at = typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? (at as Members)[name] : undefined
  }
  return at
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}
