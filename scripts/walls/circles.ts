/**
 * The cycles of a graph: each group of nodes that can reach each other (Tarjan's strongly connected components).
 * @param arrows which nodes each node points to
 */
export function circlesOf(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  const visit = (node: string): void => {
    order.set(node, order.size)
    lowest.set(node, order.get(node)!)
    open.push(node)
    for (const next of arrows.get(node) ?? []) {
      if (!order.has(next)) visit(next)
      if (open.includes(next)) lowest.set(node, Math.min(lowest.get(node)!, lowest.get(next)!))
    }
    if (lowest.get(node) !== order.get(node)) return
    const group = open.splice(open.indexOf(node))
    if (group.length > 1) circles.push(group)
  }
  for (const node of arrows.keys()) if (!order.has(node)) visit(node)
  return circles
}

/** The arrows between the groups of what imports: files, or rooms. An arrow from a group to itself does not count. */
export function arrowsOf<Item>(
  items: readonly Item[],
  ends: (item: Item) => readonly [from: string | undefined, to: string | undefined],
): Map<string, Set<string>> {
  const arrows = new Map<string, Set<string>>()
  for (const item of items) {
    const [from, to] = ends(item)
    if (from === undefined || to === undefined || from === to) continue
    arrows.set(from, (arrows.get(from) ?? new Set()).add(to))
  }
  return arrows
}
