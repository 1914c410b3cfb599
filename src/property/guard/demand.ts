import { BrownoutError } from '../../engine/base/errors.ts'
import { valueInWords } from '../../engine/base/value-in-words.ts'
import { checkValue, type Expectation } from '../../engine/base/options.ts'
import type { GuardDemand } from './rates.ts'

const demandLike: Expectation = {
  expected: 'an object with atLeast and falseAlarmsAtMost',
  accepts: (value) => typeof value === 'object' && value !== null,
}

/** @throws BrownoutError if a rate is not a share from 0 to 1 */
export function checkDemand(who: string, demand: GuardDemand): void {
  checkValue(who, demand, demandLike)
  const { atLeast, falseAlarmsAtMost } = demand
  for (const [name, share] of Object.entries({ atLeast, falseAlarmsAtMost }))
    if (typeof share !== 'number' || !(share >= 0 && share <= 1))
      throw new BrownoutError(`${who} cannot require { ${name}: ${valueInWords(share)} }: expected a share from 0 to 1, such as 0.9.`)
}
