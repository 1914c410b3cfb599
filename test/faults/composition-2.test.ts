import { describePairs } from './composition.ts'

describePairs(1)
