const mostDays = 182
const day = 86_400_000

/** What is wrong with facts about models that were read on a day, half a year later; `undefined` before. */
export function staleness(readOn: string, now: number): string | undefined {
  const days = Math.floor((now - Date.parse(readOn)) / day)
  if (days <= mostDays) return undefined
  return `src/providers/dialect/models.ts was read from the providers' pages on ${readOn}, ${days} days ago. Read them again, and change the date.`
}
