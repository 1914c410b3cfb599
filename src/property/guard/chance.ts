/** The probability of at most that many hits in a sample, if each item is a hit with this probability: the binomial distribution. */
export function chanceOfAtMost(hits: number, of: number, probability: number): number {
  if (hits >= of) return 1
  if (probability === 1) return 0
  let term = (1 - probability) ** of
  let sum = term
  for (let count = 1; count <= hits; count++) {
    term *= ((of - count + 1) / count) * (probability / (1 - probability))
    sum += term
  }
  return sum
}
