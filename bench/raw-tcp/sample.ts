import { createHash } from 'node:crypto'
import { cellsOf, nameOf, type PlacedCell } from '../matrix/cells.ts'
import type { Matrix } from '../matrix/matrix.ts'
import { pingingStall } from '../matrix/plans.ts'

/** Clients that use an endpoint which the raw server does not play. */
const otherEndpoints = /ChatCohere/

/** Providers of the clients, by package names in the rows: the raw server does not play these. */
const otherProviders = /bedrock|azure|openrouter|vercel gateway/i

/** A cell that the raw server can play. An hour of pings takes too long. */
function isPlayed({ client, plan }: PlacedCell): boolean {
  return plan !== pingingStall && !otherEndpoints.test(client.name) && !otherProviders.test(client.name)
}

/** Cells in an order that a seed determines. */
export function sampleOf(matrix: Pick<Matrix, 'clients'>, seed: string, count: number): readonly PlacedCell[] {
  const rankOf = (cell: PlacedCell): string =>
    createHash('sha256')
      .update(`${seed} ${nameOf(cell)}`)
      .digest('hex')
  return cellsOf(matrix)
    .filter(isPlayed)
    .map((cell) => ({ cell, rank: rankOf(cell) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ cell }) => cell)
}
