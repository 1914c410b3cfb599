/** The address at which a client finds the server. */
export type Reach = { readonly url: string } | { readonly command: string; readonly args: string[] }

/** The result of a tool, as an app receives it. */
export interface ToolResult {
  readonly text: string
  /** Whether the result reports that the tool failed. */
  readonly isError: boolean
}

/** A connected client, as an app uses it. */
export interface McpClient {
  /** The names of the tools. */
  list(): Promise<readonly string[]>
  /** @param signal gives the call up, if the client has a way to do it */
  call(name: string, input: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<ToolResult>
  close(): Promise<void>
}

/** A published package with an MCP client, used with its defaults. */
export interface McpPackage {
  readonly name: string
  /** Whether it tries the version without sessions first. */
  readonly era: 'sessions' | 'stateless'
  connect(server: Reach): Promise<McpClient>
}

/** The name and version that a client sends. */
export const clientInfo = { name: 'test', version: '1.0.0' }

/** A block of content, which is a text if it has one. */
export interface Block {
  readonly text?: string
}

/** The options of a call that can be given up. */
export function withSignal(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}

/** Reads a result of the protocol. */
export function readResult(result: unknown): ToolResult {
  const { content, isError } = result as { readonly content?: readonly Block[]; readonly isError?: boolean }
  return { text: textOf(content ?? []), isError: isError === true }
}

/** The texts of content blocks. */
export function textOf(content: readonly Block[]): string {
  return content.map(({ text = '' }) => text).join('')
}
