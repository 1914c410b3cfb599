import { BrownoutError } from '../../engine/base/errors.ts'
import type { GuardDemand } from './rates.ts'

/** @throws BrownoutError if a rate is not a share from 0 to 1 */
export function checkDemand(who: string, { atLeast, falseAlarmsAtMost }: GuardDemand): void {
  for (const [name, share] of Object.entries({ atLeast, falseAlarmsAtMost }))
    if (!(share >= 0 && share <= 1))
      throw new BrownoutError(`${who} cannot require { ${name}: ${String(share)} }: expected a share from 0 to 1, such as 0.9.`)
}
