import type { Snapshot } from '../trial/snapshot.ts'

/** How a value relates to another: the same, truncated, with members omitted, or empty. `undefined`: in another way. */
export type Cut = 'same' | 'cut' | 'shortened' | 'emptied' | undefined

/** Whether a value is another one with only something truncated or omitted. */
export function cutOf(is: Snapshot, was: Snapshot): Cut {
  if (Object.is(is, was)) return 'same'
  if (typeof is === 'string' && typeof was === 'string')
    return is.trim() === '' ? 'emptied' : was.trimStart().startsWith(is.trim()) ? 'cut' : undefined
  if (typeof is === 'number' && typeof was === 'number') return is !== 0 && String(was).startsWith(String(is)) ? 'cut' : undefined
  if (Array.isArray(is) && Array.isArray(was)) return cutOfLists(is, was)
  if (isRecord(is) && isRecord(was)) return cutOfObjects(is, was)
  return undefined
}

function isRecord(value: Snapshot): value is Readonly<Record<string, Snapshot>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function cutOfLists(is: readonly Snapshot[], was: readonly Snapshot[]): Cut {
  if (is.length === 0) return 'emptied'
  if (is.length > was.length) return undefined
  let found: Cut = is.length < was.length ? 'shortened' : 'same'
  let next = 0
  for (const item of is) {
    let cut: Cut
    do cut = next < was.length ? cutOf(item, was[next++]) : undefined
    while (cut !== 'same' && cut !== 'cut' && next < was.length)
    if (cut === undefined || cut === 'emptied') return undefined
    if (cut !== 'same') found = cut
  }
  return found
}

function cutOfObjects(is: Readonly<Record<string, Snapshot>>, was: Readonly<Record<string, Snapshot>>): Cut {
  let found: Cut = 'same'
  for (const [name, member] of Object.entries(is)) {
    if (!(name in was)) return undefined
    const cut = cutOf(member, was[name])
    if (cut === undefined) return undefined
    if (cut !== 'same' && found !== 'cut' && found !== 'shortened') found = cut
  }
  return Object.keys(was).some((name) => !(name in is) && was[name] !== undefined) ? 'shortened' : found
}
