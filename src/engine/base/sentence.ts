/** Capitalizes the first letter of a clause. Adds no period. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
}
