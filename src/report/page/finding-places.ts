/** The id of an element: a search, or one of its findings, both from 1. The hash of the page names it. */
export function anchorOf(search: number, finding?: number): string {
  return finding === undefined ? `search-${search + 1}` : `search-${search + 1}-finding-${finding + 1}`
}

/** The search and the finding that a hash names, both from 0. The first search if it names none. */
export function placeInHash(hash: string): { readonly search: number; readonly finding: number | undefined } {
  const [, search = '1', finding] = /^#search-(\d+)(?:-finding-(\d+))?$/.exec(hash) ?? []
  return { search: Number(search) - 1, finding: finding === undefined ? undefined : Number(finding) - 1 }
}
