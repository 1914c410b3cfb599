import { needsGeneration, needsToolServer } from '../../../src/engine/model/fault.ts'
import type { FaultDefinition } from '../../../src/index.ts'
import type { Dialect } from './dialect.ts'

/** Why a fault cannot be visible with a dialect. `undefined` if it can. */
export function whyNotShown(dialect: Dialect, fault: FaultDefinition, stream: boolean): string | undefined {
  const spared = dialect.spares?.[fault.name]
  if (spared !== undefined) return spared
  if (dialect.operation === 'call-tool') return needsToolServer(fault) ? undefined : 'only what tool servers fail with is tried'
  if (needsToolServer(fault)) return 'no tool server is called'
  if (fault.needs.includes('batch') !== (dialect.operation === 'create-batch'))
    return fault.needs.includes('batch') ? 'no batch is created' : 'only batch faults are tried'
  if (!stream && fault.needs.includes('stream')) return 'only a stream can show it'
  if (dialect.operation === undefined) return fault.needs.includes('vectors') ? 'the response has no vectors' : undefined
  if (stream) return 'it has no streams'
  return needsGeneration(fault) ? 'the response has no text' : undefined
}
