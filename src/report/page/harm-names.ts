import type { Harm } from '../data/search-data.ts'

/** Whom a violation hurts, as a heading. */
export const harmNames: Readonly<Record<Harm, string>> = {
  world: 'Side effects',
  user: 'The user',
  provider: 'The provider',
  team: 'Your team',
}
