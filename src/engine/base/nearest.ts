import { closest, distance } from 'fastest-levenshtein'

/** Returns the choice that `value` most likely meant, or `undefined` if none is close. */
export function nearest(value: string, choices: readonly string[]): string | undefined {
  if (choices.length === 0) return undefined
  const meant = value.toLowerCase()
  const lowercase = choices.map((choice) => choice.toLowerCase())
  const candidate = closest(meant, lowercase)
  const isNear = distance(meant, candidate) <= Math.max(2, Math.floor(candidate.length / 3))
  return isNear ? choices[lowercase.indexOf(candidate)] : undefined
}

/**
 * Returns the end of an error message, starting with a space: the nearest choice, or the list of choices.
 * @example
 * suggestion('overlaoded', ['overloaded', 'outage']) // => ' Did you mean "overloaded"?'
 */
export function suggestion(value: string, choices: readonly string[]): string {
  const meant = nearest(value, choices)
  if (meant !== undefined) return ` Did you mean "${meant}"?`
  return choices.length === 0 ? '' : ` Expected one of: ${choices.join(', ')}.`
}
