import { describePairs, describeTriples } from './composition.ts'

describePairs(3)
describeTriples()
