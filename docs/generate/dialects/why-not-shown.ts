import { needsGeneration, needsToolServer } from '../../../src/engine/model/fault.ts'
import type { FaultDefinition } from '../../../src/index.ts'
import type { Dialect } from './dialect.ts'

/** Why a fault cannot be visible with a dialect. `undefined` if it can. */
export function whyNotShown(dialect: Dialect, fault: FaultDefinition, stream: boolean): string | undefined {
  const spared = dialect.spares?.[fault.name] ?? (stream ? dialect.sparesStreamed?.[fault.name] : undefined)
  if (spared !== undefined) return spared
  if (dialect.operation === 'call-route')
    return fault.family === 'Tool results' || fault.name === 'request-lost'
      ? undefined
      : 'only what an answer in JSON can have wrong is tried'
  const isOfProcess = fault.needs.includes('process')
  if (dialect.operation === 'start-server') return isOfProcess ? undefined : 'only what processes fail with is tried'
  if (dialect.operation === 'call-tool')
    return needsToolServer(fault) && !isOfProcess && fault.needs.includes('tool-task') === (dialect.startsTasks === true)
      ? undefined
      : 'only what tool servers fail with over HTTP is tried'
  if (needsToolServer(fault)) return 'no tool server is called'
  if (fault.needs.includes('batch') !== (dialect.operation === 'create-batch'))
    return fault.needs.includes('batch') ? 'no batch is created' : 'only batch faults are tried'
  if (!stream && fault.needs.includes('stream')) return 'only a stream can show it'
  if (dialect.operation === undefined) return fault.needs.includes('vectors') ? 'the response has no vectors' : undefined
  if (stream) return 'it has no streams'
  return needsGeneration(fault) ? 'the response has no text' : undefined
}
