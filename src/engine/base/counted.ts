/**
 * Formats a count with its noun.
 * @example
 * counted(2, 'run') // => '2 runs'
 */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`
}
