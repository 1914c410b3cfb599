import { families, type FaultDefinition } from '../src/kit.ts'
import * as factories from './index.ts'

const faults: readonly FaultDefinition[] = Object.values(factories).map(({ fault }) => fault)

/** Every built-in fault, by family. Plans, incident files and the command line use these names. */
export const catalogue: readonly FaultDefinition[] = families.flatMap((family) => faults.filter((fault) => fault.family === family))

export * from './index.ts'
