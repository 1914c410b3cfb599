import { benchCalls, benchGrowth } from './calls.ts'
import { benchMemory } from './memory.ts'
import { benchSurvives } from './survives.ts'

await benchCalls()
await benchGrowth()
await benchSurvives()
await benchMemory()
