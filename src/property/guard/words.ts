/** The parts that identify a text: its numbers, and its words of at least four letters, in lower case. */
export function factsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/\d+(?:[.,]\d+)*|\p{L}{4,}/gu) ?? [])
}

/** The share of words of the shorter text, from 0 to 1, that the other text also has. */
export function sharedPart(one: string, other: string): number {
  const [words, others] = [factsIn(one), factsIn(other)]
  const least = Math.min(words.size, others.size)
  return least === 0 ? 0 : [...words].filter((word) => others.has(word)).length / least
}

/** The numbers in a text. */
export function numbersIn(text: string): readonly string[] {
  return [...factsIn(text)].filter((fact) => /\d/.test(fact))
}
