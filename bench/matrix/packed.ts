import type { Matrix } from './matrix.ts'

/** A matrix as it is in the page: gzip in Base64, a tenth of its size. */
export interface PackedMatrix {
  readonly gzip: string
}

export async function unpacked({ gzip }: PackedMatrix): Promise<Matrix> {
  const bytes = Uint8Array.from(atob(gzip), (character) => character.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return (await new Response(stream).json()) as Matrix
}
