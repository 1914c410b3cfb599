/** A longer list grows in place: copying it for each item would take quadratic time. */
const mostCopied = 4

/**
 * Returns a list with another item at its end: the list itself or, if it is short, a copy that fits. An array that grows in place reserves
 * room for 16 more items, and a server can have thousands of open calls.
 * @example
 * appended(['a'], 'b') // => ['a', 'b']
 */
export function appended<Item>(list: Item[], item: Item): Item[] {
  // A spread would reserve the same room.
  if (list.length < mostCopied) return list.concat([item])
  list.push(item)
  return list
}
