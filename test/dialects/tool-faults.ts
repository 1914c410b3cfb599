import type { Dialect } from '../../docs/generate/dialects/dialect.ts'
import { mcpProcessDialect } from '../../docs/generate/dialects/mcp-process.ts'
import { mcpTaskDialect } from '../../docs/generate/dialects/mcp-task.ts'
import { mcpDialect } from '../../docs/generate/dialects/mcp.ts'
import { catalogue } from '../../faults/catalogue.ts'
import { needsToolServer } from '../../src/engine/model/fault.ts'
import type { FaultDefinition } from '../../src/index.ts'

/** The faults of tool servers. */
export const ofTools = catalogue.filter((fault) => needsToolServer(fault) && fault.family !== 'Tool results')

/** The server that a fault is played with: most work on any, and these only on one that is a process. */
export const dialectFor = ({ needs }: FaultDefinition): Dialect =>
  needs.includes('process') ? mcpProcessDialect : needs.includes('tool-task') ? mcpTaskDialect : mcpDialect
