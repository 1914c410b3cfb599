import { describeWaits } from './waits.ts'

describeWaits(200)
