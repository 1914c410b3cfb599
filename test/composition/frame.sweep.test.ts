import { describePairs } from './describe-pairs.ts'
import { pairsFrom } from './pairs.ts'

describePairs(pairsFrom('frame'))
