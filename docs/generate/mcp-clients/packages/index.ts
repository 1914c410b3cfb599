import { aiSdk } from './ai-sdk.ts'
import { client, clientAuto } from './client.ts'
import { langchain } from './langchain.ts'
import { openaiAgents } from './openai-agents.ts'
import type { McpPackage } from './package.ts'
import { sdk } from './sdk.ts'

/** The MCP clients that can be installed side by side. */
export const packages: readonly McpPackage[] = [sdk, client, clientAuto, aiSdk, openaiAgents, langchain]
