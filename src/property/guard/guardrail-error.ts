import { BrownoutError } from '../../engine/base/errors.ts'
import { tableOf, type GuardrailRates } from './rates.ts'

/** A guardrail misses too many wrong answers, or stops too many right ones. Carries the rates, and prints them as a table. */
export class GuardrailError extends BrownoutError {
  override readonly name = 'GuardrailError'
  readonly rates: GuardrailRates
  readonly seed: string

  constructor(how: string, rates: GuardrailRates, seed: string) {
    super(`The guardrail misses its target: ${how}.\n\n${tableOf(rates)}\n\nseed  ${seed}`)
    this.rates = rates
    this.seed = seed
  }
}
