const word = /[\p{L}\p{N}]+/gu

/**
 * Returns how relevant a document is to a query, from 0 to 1: the share of the query's words that it contains.
 * @example
 * relevanceOf('The parcel is in Ghent.', 'Where is the parcel?') // => 0.7425
 */
export function relevanceOf(document: string, query: string): number {
  const said = new Set(document.toLowerCase().match(word))
  const asked = [...new Set(query.toLowerCase().match(word))]
  if (asked.length === 0) return 0
  return Number((0.99 * (asked.filter((each) => said.has(each)).length / asked.length)).toFixed(6))
}
