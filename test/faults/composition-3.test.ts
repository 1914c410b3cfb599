import { describePairs } from './composition.ts'

describePairs(2)
