import { describePairs } from './composition.ts'

describePairs(0)
