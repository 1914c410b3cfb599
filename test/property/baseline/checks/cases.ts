import type { BaselineCheckId } from '../../../../src/property/index.ts'
import type { CheckCase } from '../judged.ts'
import { abortCases } from './apps/aborts.ts'
import { answerCases } from './apps/answers.ts'
import { concurrencyCases } from './apps/concurrency.ts'
import { effectCases } from './apps/effects.ts'
import { quotaCases } from './apps/quota.ts'
import { retryCases } from './apps/retries.ts'
import { stateCases } from './apps/state.ts'
import { valueCases } from './apps/values.ts'

/** By the id of the check. */
export const cases: Readonly<Partial<Record<BaselineCheckId, CheckCase>>> = {
  ...abortCases,
  ...answerCases,
  ...concurrencyCases,
  ...effectCases,
  ...quotaCases,
  ...retryCases,
  ...stateCases,
  ...valueCases,
}
