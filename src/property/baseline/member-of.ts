import type { Snapshot } from '../trial/snapshot.ts'

/** The part of a value at the end of a path of names, or `undefined` if there is none. */
export function memberOf(value: Snapshot, path: readonly string[]): Snapshot {
  return path.reduce<Snapshot>(
    (member, name) => (typeof member === 'object' && member !== null ? (member as Record<string, Snapshot>)[name] : undefined),
    value,
  )
}
