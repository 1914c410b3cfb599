import {
  checkMembers,
  checkOptions,
  durationText,
  functionLike,
  keepLike,
  listLike,
  speedLike,
  type OptionTable,
} from '../engine/base/options.ts'
import { Injection } from '../engine/plan/injection.ts'
import type { BrownoutOptions } from './chaos.ts'

/** The valid values of each option of `brownout()`. */
export const chaosOptions: OptionTable<BrownoutOptions> = {
  seed: { expected: 'a text or a number', accepts: (value) => typeof value === 'string' || Number.isFinite(value) },
  providers: listLike('[openai(), anthropic()]'),
  answers: functionLike('answers.from((call) => "Yes.") or answers.script(["Yes."])'),
  upstream: { expected: 'base URLs by provider, such as { openai: "https://api.openai.com/v1" }, or recorded(folder)', accepts: isObject },
  speed: speedLike,
  keep: keepLike,
  pace: { expected: 'an object, such as { firstToken: "300ms", perDelta: "20ms" }', accepts: isObject },
  replay: {
    expected: 'the result of readIncident(text), or a list of injections',
    accepts: (value) =>
      isObject(value) &&
      (Array.isArray(value) ? value.every((item) => item instanceof Injection) : Array.isArray(Reflect.get(value, 'injections'))),
  },
}

const paceOptions: OptionTable<NonNullable<BrownoutOptions['pace']>> = {
  firstToken: durationText,
  perDelta: durationText,
  tokensPerDelta: { expected: 'an integer above 0', accepts: (value) => Number.isInteger(value) && Number(value) > 0 },
}

/** @throws BrownoutError if an option of `brownout()` is missing, unknown or wrong */
export function checkBrownoutOptions(options: unknown): void {
  checkOptions<BrownoutOptions>('brownout()', options, chaosOptions, ['providers'])
  // The options have just been checked.
  checkPace('brownout()', options as BrownoutOptions)
}

/** @throws BrownoutError if a value is neither a seed nor `undefined` */
export function checkSeed(what: string, seed: unknown): void {
  checkMembers<Pick<BrownoutOptions, 'seed'>>(what, { seed }, { seed: chaosOptions.seed })
}

/** @throws BrownoutError if an option of the pace is unknown or wrong */
export function checkPace(what: string, { pace }: Pick<BrownoutOptions, 'pace'>): void {
  if (pace !== undefined) checkMembers(`${what}: the pace`, pace, paceOptions)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
