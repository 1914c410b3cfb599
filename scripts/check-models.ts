import { modelsReadOn } from '../src/providers/dialect/models.ts'
import { staleness } from './model-facts.ts'

const stale = staleness(modelsReadOn, Date.now())
if (stale !== undefined) {
  console.error(stale)
  process.exitCode = 1
}
