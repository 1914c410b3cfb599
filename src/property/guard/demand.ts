import { BrownoutError } from '../../engine/base/errors.ts'
import { valueInWords } from '../../engine/base/value-in-words.ts'
import { checkValue, type Expectation } from '../../engine/base/options.ts'
import type { GuardrailLimits } from './rates.ts'

const demandLike: Expectation = {
  expected: 'an object with atLeast and falsePositivesAtMost',
  accepts: (value) => typeof value === 'object' && value !== null,
}

/** @throws BrownoutError if a rate is not a share from 0 to 1 */
export function checkDemand(who: string, demand: GuardrailLimits): void {
  checkValue(who, demand, demandLike)
  const { atLeast, falsePositivesAtMost } = demand
  for (const [name, share] of Object.entries({ atLeast, falsePositivesAtMost }))
    if (typeof share !== 'number' || !(share >= 0 && share <= 1))
      throw new BrownoutError(`${who} cannot require { ${name}: ${valueInWords(share)} }: expected a share from 0 to 1, such as 0.9.`)
}
