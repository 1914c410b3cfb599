const named = 3

/**
 * Formats the faults that never fired. If there are many, only their number and the first three: those that a search tries first.
 * @param faults in the order in which they were tried
 * @returns `undefined` if all have fired
 * @example
 * neverFiredInWords(['overloaded', 'timeout']) // => 'overloaded and timeout never fired'
 */
export function neverFiredInWords(faults: readonly string[]): string | undefined {
  if (faults.length === 0) return undefined
  const first = listed(faults.slice(0, named))
  return faults.length > named ? `${faults.length} faults never fired, first of all ${first}` : `${first} never fired`
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}
