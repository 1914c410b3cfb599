/** A clause as a sentence without its period: its first letter is a capital. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
}
