import { BrownoutError } from '../../engine/base/errors.ts'
import { tableOf, type GuardRates } from './rates.ts'

/** A guardrail misses too many wrong answers, or stops too many right ones. Carries the rates, and prints them as a table. */
export class GuardError extends BrownoutError {
  override readonly name = 'GuardError'
  readonly rates: GuardRates
  readonly seed: string

  constructor(how: string, rates: GuardRates, seed: string) {
    super(`The guardrail misses its target: ${how}.\n\n${tableOf(rates)}\n\nseed  ${seed}`)
    this.rates = rates
    this.seed = seed
  }
}
