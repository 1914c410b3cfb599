import { saysPartial } from './marks.ts'

/** Names of members that say which kind of result an object is. */
const discriminant = /^(state|status|kind|type|outcome)$/

/**
 * Returns whether a part of a value exists only with faults: a member, or the list that it is in, is missing or empty in all runs
 * without faults. Such a member is the app's own report, not an answer. Its object has another member that it always has: a text in
 * `{ text }` instead of `{ answer }` is an answer under another name.
 */
export function isOwnReport(path: readonly string[], value: unknown, references: readonly unknown[]): boolean {
  return path.some((name, depth) => {
    const object = path.slice(0, depth).reduce<unknown>((part, at) => (part as Record<string, unknown> | undefined)?.[at], value)
    const owners = partsAt(path.slice(0, depth), references).filter(isObject)
    if (!isObject(object) || !owners.every((owner) => isBlank(owner[name]))) return false
    return owners.some((owner) => Object.keys(owner).some((other) => other !== name && other in object))
  })
}

/** Returns whether an object has a mark or a state that it has in no run without faults, such as `state: 'paused'`. */
export function isMarked(value: object, path: readonly string[], references: readonly unknown[]): boolean {
  const usual = partsAt(path, references).filter(isObject)
  if (usual.length === 0 || !isObject(value)) return false
  if (saysPartial(value) && !usual.some(saysPartial)) return true
  return Object.entries(value).some(
    ([name, state]) =>
      discriminant.test(name) && typeof state === 'string' && usual.every((one) => typeof one[name] === 'string' && one[name] !== state),
  )
}

/** The parts at a path. A place in a list matches all of its items. */
function partsAt(path: readonly string[], values: readonly unknown[]): readonly unknown[] {
  return path.reduce<readonly unknown[]>(
    (parts, name) => parts.flatMap((part) => (Array.isArray(part) ? (part as unknown[]) : isObject(part) ? [part[name]] : [])),
    values,
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  return value === undefined || value === null || value === false
}
