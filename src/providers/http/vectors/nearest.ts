/** How near two vectors are: the higher the nearer, apart from the distances. */
export type Metric = 'cosine' | 'dot' | 'euclid' | 'manhattan'

/** A record that a store finds near a vector. */
export interface Near<Item> {
  readonly item: Item
  readonly score: number
}

const isDistance = (metric: Metric): boolean => metric === 'euclid' || metric === 'manhattan'

function scoreOf(one: readonly number[], other: readonly number[], metric: Metric): number {
  let [product, square, otherSquare, distance, steps] = [0, 0, 0, 0, 0]
  for (const [index, number] of one.entries()) {
    const second = other[index] ?? 0
    product += number * second
    square += number * number
    otherSquare += second * second
    distance += (number - second) ** 2
    steps += Math.abs(number - second)
  }
  if (metric === 'euclid') return Math.sqrt(distance)
  if (metric === 'manhattan') return steps
  if (metric === 'dot') return product
  return square === 0 || otherSquare === 0 ? 0 : product / Math.sqrt(square * otherSquare)
}

/** The items with a vector, the nearest one first. Items that are equally near stay in their order. */
export function nearest<Item>(
  items: Iterable<Item>,
  vectorOf: (item: Item) => readonly number[] | undefined,
  vector: readonly number[],
  metric: Metric = 'cosine',
): Near<Item>[] {
  const scored = [...items].flatMap((item) => {
    const own = vectorOf(item)
    return own === undefined ? [] : [{ item, score: scoreOf(own, vector, metric) }]
  })
  return scored.toSorted((one, other) => (isDistance(metric) ? one.score - other.score : other.score - one.score))
}
