import { families, type FaultDefinition } from '../src/kit.ts'
import * as factories from './index.ts'

const faults: readonly FaultDefinition[] = Object.values(factories).map(({ fault }) => fault)

/** Every fault, by family: what plans, incidents and the command line can name. */
export const catalogue: readonly FaultDefinition[] = families.flatMap((family) => faults.filter((fault) => fault.family === family))

export * from './index.ts'
