import { agentTrophies } from './agents.ts'
import { aiSdk } from './ai-sdk.ts'
import { langchain } from './langchain.ts'
import { lostAborts } from './lost-abort.ts'
import { mcpTrophies } from './mcp.ts'
import type { Trophy } from './trophy.ts'

/** Every trophy, in the order of TROPHIES.md. */
export const trophies: readonly Trophy[] = [...langchain, ...aiSdk, ...agentTrophies, ...lostAborts, ...mcpTrophies]
