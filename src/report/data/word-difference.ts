/** A piece of a text, and whether the other text also has it. */
export interface Piece {
  readonly text: string
  readonly isShared: boolean
}

/** Two texts in pieces. */
export interface Difference {
  readonly received: readonly Piece[]
  readonly expected: readonly Piece[]
  /** Whether the received text is the beginning of the expected one. */
  readonly isBeginning: boolean
}

/** The most comparisons of two words. Everything between a common start and end counts as different in longer texts. */
const mostComparisons = 250_000

/** Compares two texts word by word. */
export function wordDifference(received: string, expected: string): Difference {
  const isBeginning = received.length < expected.length && expected.startsWith(received)
  if (isBeginning) {
    const rest = expected.slice(received.length)
    return { isBeginning, received: joined([piece(received, true)]), expected: joined([piece(received, true), piece(rest, false)]) }
  }
  const [left, right] = [wordsOf(received), wordsOf(expected)]
  const start = commonStart(left, right)
  const end = commonStart(left.slice(start).toReversed(), right.slice(start).toReversed())
  const before = left.slice(0, start)
  const after = end === 0 ? [] : left.slice(-end)
  const shared = sharedIn(left.slice(start, left.length - end), right.slice(start, right.length - end))
  const whole = (middle: readonly Piece[]): Piece[] =>
    joined([...before.map((word) => piece(word, true)), ...middle, ...after.map((word) => piece(word, true))])
  return { isBeginning, received: whole(shared.left), expected: whole(shared.right) }
}

/** Words, each with the white space after it. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+\s*|\s+/gu) ?? []
}

function piece(text: string, isShared: boolean): Piece {
  return { text, isShared }
}

function commonStart(left: readonly string[], right: readonly string[]): number {
  const different = left.findIndex((word, index) => word !== right[index])
  return different === -1 ? left.length : different
}

/** Which words two lists share in the same order, from their longest common subsequence. */
function sharedIn(left: readonly string[], right: readonly string[]): { readonly left: Piece[]; readonly right: Piece[] } {
  if (left.length * right.length > mostComparisons)
    return { left: left.map((word) => piece(word, false)), right: right.map((word) => piece(word, false)) }
  const lengths = subsequenceLengths(left, right)
  const pieces = { left: [] as Piece[], right: [] as Piece[] }
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const isSame = i < left.length && j < right.length && left[i]!.trim() === right[j]!.trim()
    if (isSame) {
      pieces.left.push(piece(left[i++]!, true))
      pieces.right.push(piece(right[j++]!, true))
    } else if (j >= right.length || (i < left.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!))
      pieces.left.push(piece(left[i++]!, false))
    else pieces.right.push(piece(right[j++]!, false))
  }
  return pieces
}

/** The length of the longest common subsequence from each place in both lists on. */
function subsequenceLengths(left: readonly string[], right: readonly string[]): number[][] {
  const lengths = Array.from({ length: left.length + 1 }, () => Array.from({ length: right.length + 1 }, () => 0))
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      lengths[i]![j] =
        left[i]!.trim() === right[j]!.trim() ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  return lengths
}

/** Merges equal neighbors into one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = []
  for (const next of pieces) {
    const last = all.at(-1)
    if (next.text === '') continue
    if (last?.isShared === next.isShared) all[all.length - 1] = piece(last.text + next.text, last.isShared)
    else all.push(next)
  }
  return all
}
