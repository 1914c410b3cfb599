import { BrownoutError } from '../engine/base/errors.ts'
import { checkOptions, durationText, listLike, oneOf, wholeNumber, yesOrNo, type OptionTable } from '../engine/base/options.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import { checkNames } from '../engine/base/wrong-value.ts'
import { baselineChecks } from './baseline/index.ts'
import { checkBaselineOptions } from './baseline/options.ts'
import type { SurvivesOptions } from './options.ts'
import type { FaultChoices } from './search/fault-choices.ts'
import type { Property } from './verdict/define-property.ts'

const optionTable: OptionTable<SurvivesOptions> = {
  properties: listLike('[settlesWithin("60s")]'),
  only: listLike("['complete-or-marked']", (id) => typeof id === 'string'),
  faults: { expected: 'anyFault() or faultsOf(...)', accepts: () => true },
  atMost: wholeNumber(1),
  runs: wholeNumber(1),
  limit: durationText,
  time: oneOf('virtual', 'real'),
  interleavings: yesOrNo,
  baseline: { expected: 'false, or an object of options', accepts: () => true },
  all: yesOrNo,
  crashes: { expected: 'an object with a store', accepts: () => true },
}

/** @throws BrownoutError if an option of `survives` is unknown or wrong */
export function checkSurvivesOptions<App, Store>(options: SurvivesOptions<App, Store>): void {
  checkOptions<SurvivesOptions>('survives()', options, optionTable)
  const { properties, faults, interleavings, time, baseline } = options
  if (properties !== undefined) checkProperties(properties)
  if (interleavings === true && time === 'real')
    throw new BrownoutError(
      'survives() cannot try { interleavings: true } in real time, in which the operating system decides which response is first. Remove { time: "real" }.',
    )
  if (options.crashes !== undefined) checkCrashes(options.crashes, time)
  if (faults !== undefined) checkFaults(faults)
  if (baseline === undefined) return
  checkBaselineOptions(baseline, baselineChecks)
  if (baseline !== false && time === 'real')
    throw new BrownoutError(
      'survives() cannot compare the app with its runs without a fault in real time: they include waits of hours. Remove { time: "real" }, or the option "baseline".',
    )
}

function checkCrashes(crashes: unknown, time: SurvivesOptions['time']): void {
  if (time === 'real')
    throw new BrownoutError(
      'survives() cannot crash the app in real time: the timers of a process must end with it. Remove { time: "real" }.',
    )
  const { store, resume } = (crashes ?? {}) as Record<string, unknown>
  if (typeof store !== 'function' || (resume !== undefined && typeof resume !== 'function'))
    throw new BrownoutError(
      'survives() cannot read "crashes": expected { store: () => new Map() }, or { store, resume: (app, tools) => app.resume() }.',
    )
  checkNames('survives() cannot read "crashes": it', crashes, ['store', 'resume'])
}

function checkProperties(properties: readonly Property[]): void {
  if (!Array.isArray(properties) || properties.length === 0)
    throw new BrownoutError('survives() needs properties, such as { properties: [settlesWithin("60s")] }.')
  const place = properties.findIndex((property) => typeof (property as Property | undefined)?.judge !== 'function')
  if (place !== -1)
    throw new BrownoutError(`survives() got ${valueInWords(properties[place])} as a property: expected one such as settlesWithin("60s").`)
}

function checkFaults(faults: FaultChoices): void {
  if (Array.isArray((faults as Partial<FaultChoices> | null)?.choices)) return
  throw new BrownoutError(
    `survives() got ${Array.isArray(faults) ? 'a list' : typeof faults} as its faults: expected anyFault() or faultsOf(...), such as faultsOf(truncatedStream, overloaded().for("openai")).`,
  )
}
