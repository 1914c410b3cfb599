import { overloaded } from '../../../faults/index.ts'
import { brownout, openai } from '../../../src/index.ts'
import { faultsOf, survives, type Property } from '../../../src/property/index.ts'

/** A plain script, in which nothing but its address makes a module new. */
const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
const release = chaos.intercept()
const values: unknown[] = []
const seeing: Property = {
  id: 'seeing',
  statement: 'all is seen',
  hint: 'Look.',
  judge({ outcome: { settlement } }) {
    values.push(settlement.type === 'value' ? settlement.value : String(settlement.error))
    return { type: 'held' }
  },
}
const app = {
  app: ({ run }: { readonly run: number }) => import(`../../vitest/apps/counting.ts?run=${run}`) as Promise<{ ask(): Promise<number> }>,
  task: ({ ask }: { ask(): Promise<number> }) => ask(),
}
await survives(chaos, app, { faults: faultsOf(overloaded), runs: 5, properties: [seeing], baseline: false }).finally(release)
process.stdout.write(JSON.stringify(values))
