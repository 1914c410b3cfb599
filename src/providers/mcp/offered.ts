import type { ProviderStore } from '../../kit.ts'
import type { McpPrompt, McpResource } from './options.ts'
import type { Server } from './server.ts'
import type { ServedTool } from './tool.ts'

/** The current tools, resources and prompts of a server. */
export interface Offered {
  tools: ReadonlyMap<string, ServedTool>
  resources: Readonly<Record<string, McpResource>>
  prompts: Readonly<Record<string, McpPrompt>>
}

const owner = {}

/** The current tools, resources and prompts of a server: at first those of its options. */
export function offeredIn({ tools, options }: Server, store: ProviderStore): Offered {
  return store.keep<Offered>(owner, () => ({ tools, resources: options.resources ?? {}, prompts: options.prompts ?? {} }))
}
