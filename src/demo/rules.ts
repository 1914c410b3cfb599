import type { Property } from '../property/verdict/define-property.ts'
import { fallsBack } from '../property/properties/falls-back.ts'
import { honorsRetryAfter } from '../property/properties/honors-retry-after.ts'
import { marksWrongAnswers } from '../property/properties/marks-wrong-answers.ts'
import { noRetryOfPermanent } from '../property/properties/no-retry-of-permanent.ts'
import { noSilentTruncation } from '../property/properties/no-silent-truncation.ts'
import { retriesAtMost } from '../property/properties/retries-at-most.ts'
import { settlesWithin } from '../property/properties/settles-within.ts'

/** The rules for the apps of the demo. */
export const rules: readonly Property[] = [
  settlesWithin(60_000),
  retriesAtMost(2),
  honorsRetryAfter(),
  noRetryOfPermanent(),
  noSilentTruncation(),
  marksWrongAnswers(),
  fallsBack({ from: 'openai', to: 'anthropic' }),
]
