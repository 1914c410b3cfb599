import type { BaselineCheckId } from '../../../../src/property/index.ts'
import { cases } from './cases.ts'
import { describeCheck } from './describe-check.ts'

for (const [id, check] of Object.entries(cases)) describeCheck(id as BaselineCheckId, check)
