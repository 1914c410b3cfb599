/** Where a share lies that was counted in a sample, with 95 % confidence. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** Standard deviations that 95 % of a normal distribution lie within. */
const deviations = 1.96

/**
 * The Wilson score interval of a share: right also for few samples and for shares of 0 and 1. From 0 to 1 where nothing was counted.
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
