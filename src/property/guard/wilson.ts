/** The 95% confidence interval of a share that was counted in a sample. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** Within how many standard deviations 95% of a normal distribution are. */
const deviations = 1.96

/**
 * The Wilson score interval of a share. It is also right for few samples and for shares of 0 and 1. From 0 to 1 if nothing was counted.
 * See E. B. Wilson, 1927, "Probable inference, the law of succession, and statistical inference".
 */
export function wilsonInterval(hits: number, of: number): Interval {
  if (of === 0) return { from: 0, to: 1 }
  const share = hits / of
  const square = deviations ** 2
  const middle = share + square / (2 * of)
  const spread = deviations * Math.sqrt((share * (1 - share)) / of + square / (4 * of ** 2))
  const whole = 1 + square / of
  return { from: hits === 0 ? 0 : (middle - spread) / whole, to: hits === of ? 1 : (middle + spread) / whole }
}
