import { checkValue, listLike, text, wholeNumber } from '../../engine/base/options.ts'
import { randomFrom, type Random } from '../../engine/base/random.ts'

/** Sentences that are irrelevant to any question for the assistant of a shop, a bank or an office. */
const asides = [
  'The lobby was repainted in a light gray last spring.',
  'Our canteen serves soup on most days of the week.',
  'The plants on the third floor are watered by a neighbor.',
  'A group of colleagues goes running when the weather allows it.',
  'The printer near the stairs is louder than the other one.',
  'Somebody has left a blue umbrella at the reception.',
] as const

function shuffled<Piece>(pieces: readonly Piece[], random: Random): Piece[] {
  const order = [...pieces]
  for (let index = order.length - 1; index > 0; index--) {
    const other = random.integer(0, index)
    ;[order[index], order[other]] = [order[other]!, order[index]!]
  }
  return order
}

/**
 * Returns the same pieces of context in another order, or in the same one if there are fewer than two. The answer must not depend on it.
 * @example
 * reorderedContext(documents, 'tuesday')
 */
export function reorderedContext<Piece>(pieces: readonly Piece[], seed: string): Piece[] {
  checkValue('reorderedContext()', pieces, listLike('[one, two]'))
  checkValue('reorderedContext()', seed, text)
  const order = shuffled(pieces, randomFrom(`reordered/${seed}`))
  const isSame = order.every((piece, index) => piece === pieces[index])
  return isSame ? [...order.slice(1), ...order.slice(0, 1)] : order
}

/**
 * Returns the same pieces of context in their order, with irrelevant sentences between them.
 * @param count how many sentences. Default: 2
 * @example
 * irrelevantContext(documents, 'tuesday', 3)
 */
export function irrelevantContext(pieces: readonly string[], seed: string, count = 2): string[] {
  checkValue('irrelevantContext()', pieces, listLike('[one, two]', text.accepts))
  checkValue('irrelevantContext()', seed, text)
  checkValue('irrelevantContext()', count, wholeNumber(0))
  const random = randomFrom(`irrelevant/${seed}`)
  const mixed = [...pieces]
  const drawn = shuffled(asides, random)
  for (let index = 0; index < count; index++) mixed.splice(random.integer(0, mixed.length), 0, drawn[index % drawn.length]!)
  return mixed
}
