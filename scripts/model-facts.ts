const mostDays = 182
const day = 86_400_000

/** A warning about model facts that were read more than six months ago. `undefined` before that. */
export function staleness(readOn: string, now: number): string | undefined {
  const days = Math.floor((now - Date.parse(readOn)) / day)
  if (days <= mostDays) return undefined
  return `src/providers/dialect/models.ts was read from the providers' pages on ${readOn}, ${days} days ago. Read them again, and change the date.`
}
