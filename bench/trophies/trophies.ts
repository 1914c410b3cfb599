import { agentTrophies } from './agents.ts'
import { aiSdk } from './ai-sdk.ts'
import { instructor } from './instructor.ts'
import { langchain } from './langchain.ts'
import { lostAborts } from './lost-abort.ts'
import { mcpTrophies } from './mcp.ts'
import { portkey } from './portkey.ts'
import { tanstackAi } from './tanstack-ai.ts'
import type { Trophy } from './trophy.ts'

/** Every trophy, in the order of TROPHIES.md. */
export const trophies: readonly Trophy[] = [
  ...langchain,
  ...aiSdk,
  ...agentTrophies,
  ...tanstackAi,
  ...portkey,
  ...instructor,
  ...lostAborts,
  ...mcpTrophies,
]
