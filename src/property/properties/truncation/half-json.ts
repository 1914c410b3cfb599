/** How a value compares with a complete one. */
type Comparison = 'same' | 'smaller' | 'other'

interface Compared {
  readonly is: Comparison
  /** Whether a distinctive part is the same. */
  readonly isTelling: boolean
}

const nothing: Compared = { is: 'other', isTelling: false }

/** Parses the JSON in an answer: structured output, a code fence, or the arguments of a tool call. */
export function jsonIn(answer: string): unknown {
  const from = answer.search(/[{[]/)
  const to = Math.max(answer.lastIndexOf('}'), answer.lastIndexOf(']'))
  if (from < 0 || to < from) return undefined
  try {
    return JSON.parse(answer.slice(from, to + 1)) as unknown
  } catch {
    return undefined
  }
}

/**
 * Returns whether a value is a complete JSON answer that was truncated and repaired: members or items are
 * missing at the end, or a text stops early, and everything else is the same.
 */
export function isWhatIsLeftOf(value: unknown, whole: unknown): boolean {
  if (typeof whole !== 'object' || whole === null) return false
  const { is, isTelling } = compared(value, whole)
  return is === 'smaller' && isTelling
}

/** Returns whether a value is a complete JSON answer, or a selection of its parts. */
export function isTakenFrom(value: unknown, whole: unknown): boolean {
  return compared(value, whole).is !== 'other'
}

function compared(value: unknown, whole: unknown): Compared {
  if (Array.isArray(whole)) return Array.isArray(value) ? comparedLists(value, whole) : nothing
  if (typeof whole === 'object' && whole !== null)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? comparedObjects(value as Record<string, unknown>, whole as Record<string, unknown>)
      : nothing
  if (value === whole) return { is: 'same', isTelling: String(whole).length > 2 }
  const isCut = typeof value === typeof whole && String(value).length > 0 && String(whole).startsWith(String(value))
  return isCut ? { is: 'smaller', isTelling: String(value).length > 2 } : nothing
}

function comparedLists(value: readonly unknown[], whole: readonly unknown[]): Compared {
  if (value.length > whole.length) return nothing
  return together(
    value.map((item, index) => compared(item, whole[index])),
    value.length < whole.length,
  )
}

/** A member that is empty due to a repair or a schema default counts as missing. */
function isMissing(member: unknown): boolean {
  return member === undefined || member === null || member === '' || (Array.isArray(member) && member.length === 0)
}

function comparedObjects(value: Readonly<Record<string, unknown>>, whole: Readonly<Record<string, unknown>>): Compared {
  const names = Object.keys(whole)
  const there = names.filter((name) => !isMissing(value[name]))
  const isLess = there.length < names.filter((name) => !isMissing(whole[name])).length
  return together(
    there.map((name) => compared(value[name], whole[name])),
    isLess,
  )
}

function together(parts: readonly Compared[], isLess: boolean): Compared {
  if (parts.some(({ is }) => is === 'other')) return nothing
  return {
    is: isLess || parts.some(({ is }) => is === 'smaller') ? 'smaller' : 'same',
    isTelling: parts.some(({ isTelling }) => isTelling),
  }
}
