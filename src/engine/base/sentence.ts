/** Capitalizes the first letter of a clause. Does not add a period. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
}
