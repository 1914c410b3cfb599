import type { Mode } from './client.ts'
import type { Cell, Matrix, MatrixClient, ModeRow } from './matrix.ts'

/** A cell with its place. */
export interface PlacedCell {
  readonly client: MatrixClient
  readonly mode: Mode
  readonly plan: string
  readonly cell: Cell
}

/** The modes of a client, with their rows. */
export function rowsOf({ modes }: Pick<MatrixClient, 'modes'>): readonly (readonly [Mode, ModeRow])[] {
  return Object.entries(modes) as [Mode, ModeRow][]
}

/** Every cell of a matrix, in order. */
export function cellsOf({ clients }: Pick<Matrix, 'clients'>): readonly PlacedCell[] {
  return clients.flatMap((client) =>
    rowsOf(client).flatMap(([mode, { cells }]) => Object.entries(cells).map(([plan, cell]) => ({ client, mode, plan, cell }))),
  )
}

/** The parts of a cell's name: `openai chat / streamed / truncated-stream`. */
export const separator = ' / '

export function nameOf({
  client,
  mode,
  plan,
}: Omit<PlacedCell, 'cell' | 'client'> & { readonly client: { readonly name: string } }): string {
  return [client.name, mode, plan].join(separator)
}

/** The line that plays a cell again, from the root of the repository. */
export function replayLine(cell: Pick<PlacedCell, 'client' | 'mode' | 'plan'>): string {
  return `npm run matrix -- --cell "${nameOf(cell)}"`
}
