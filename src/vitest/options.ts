import { checkOptions, listLike, oneOf, type OptionTable } from '../engine/base/options.ts'
import { chaosOptions, checkPace } from '../chaos/options.ts'
import type { ChaosOptions } from './fixture.ts'

const consequence = oneOf('warn', 'fail', 'ignore')

const table: OptionTable<ChaosOptions> = {
  ...chaosOptions,
  time: oneOf('virtual', 'real'),
  handlers: listLike("[http.get('https://shop.example/orders', resolver)]"),
  faults: listLike(
    '[lateFinish]',
    (fault) => typeof (fault as { readonly fault?: { readonly name?: unknown } } | null)?.fault?.name === 'string',
  ),
  unfiredFaults: consequence,
  clientBehavior: consequence,
}

/** @throws BrownoutError if an option of `withChaos()` is unknown or wrong */
export function checkChaosOptions(options: ChaosOptions): void {
  checkOptions<ChaosOptions>('withChaos()', options, table)
  checkPace('withChaos()', options)
}
