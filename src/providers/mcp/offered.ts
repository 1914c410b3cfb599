import type { ProviderStore } from '../../kit.ts'
import type { McpPrompt, McpResource } from './options.ts'
import type { Server } from './server.ts'
import type { ServedTool } from './tool.ts'

/** What a server offers now. */
export interface Offered {
  tools: ReadonlyMap<string, ServedTool>
  resources: Readonly<Record<string, McpResource>>
  prompts: Readonly<Record<string, McpPrompt>>
}

const owner = {}

/** What a server offers now: at first what its options say. */
export function offeredIn({ tools, options }: Server, store: ProviderStore): Offered {
  return store.keep<Offered>(owner, () => ({ tools, resources: options.resources ?? {}, prompts: options.prompts ?? {} }))
}
