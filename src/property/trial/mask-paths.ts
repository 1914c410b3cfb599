import type { Snapshot } from './snapshot.ts'

/**
 * A pattern for the paths of a mask: `items[*].id` (`[*]` is any item, `*` any member). A RegExp is used as is,
 * without its state from the last use.
 */
export function pathPattern(mask: string | RegExp): RegExp {
  if (mask instanceof RegExp) return new RegExp(mask.source, mask.flags.replaceAll(/[gy]/g, ''))
  const pattern = mask
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(String.raw`\[*\]`, String.raw`\[\d+\]`)
    .replaceAll('*', String.raw`[^.[\]]+`)
  return new RegExp(`^${pattern}$`)
}

/** The value without masked members and items, and everything below them. */
export function withoutMasked(value: Snapshot, masks: readonly RegExp[], path = ''): Snapshot {
  if (masks.length === 0 || typeof value !== 'object' || value === null) return value
  const isMasked = (at: string): boolean => masks.some((mask) => mask.test(at))
  if (Array.isArray(value))
    return value.flatMap((item: Snapshot, index) => {
      const at = `${path}[${index}]`
      return isMasked(at) ? [] : [withoutMasked(item, masks, at)]
    })
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]: [string, Snapshot]) => {
      const at = path === '' ? name : `${path}.${name}`
      return isMasked(at) ? [] : [[name, withoutMasked(member, masks, at)]]
    }),
  )
}
