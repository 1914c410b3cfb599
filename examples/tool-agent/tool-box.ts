import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { Tool } from '@modelcontextprotocol/sdk/types.js'
import { connect, serverNames, textOf, type ServerName } from './servers.ts'

/** The longest wait for a server, in ms. */
const patience = 8_000
/** A tool list has few pages. A list with more is broken. */
const mostPages = 10

/** The tools of all servers that answer. If a server is down, only its own tools are missing. */
export class ToolBox {
  readonly #clients = new Map<ServerName, Client>()
  readonly #owners = new Map<string, ServerName>()
  #tools: Tool[] = []

  get tools(): readonly Tool[] {
    return this.#tools
  }

  async open(): Promise<void> {
    await Promise.all(
      serverNames.map((name) =>
        this.#openOne(name)
          .catch(() => this.#reopen(name))
          .catch(() => undefined),
      ),
    )
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#clients.values()].map((client) => client.close()))
  }

  /**
   * Runs a tool. If the session is lost, or the process has exited, the client connects again, and the tool runs once more.
   * @throws Error if the tool fails, or was not run
   */
  async run(name: string, input: Readonly<Record<string, unknown>>): Promise<string> {
    const owner = this.#owners.get(name)
    if (owner === undefined) throw new Error(`the tool ${name} is not available now`)
    try {
      return await this.#call(owner, name, input)
    } catch (error) {
      if (error instanceof ToolFailure) throw error
      await this.#reopen(owner)
      if (!this.#owners.has(name)) throw new Error(`the tool ${name} is not available now`, { cause: error })
      return await this.#call(owner, name, input)
    }
  }

  async #call(owner: ServerName, name: string, input: Readonly<Record<string, unknown>>): Promise<string> {
    const result = await this.#clients.get(owner)!.callTool({ name, arguments: { ...input } }, undefined, { timeout: patience })
    if (result.isError === true) throw new ToolFailure(textOf(result))
    return textOf(result)
  }

  async #reopen(name: ServerName): Promise<void> {
    void this.#clients
      .get(name)
      ?.close()
      .catch(() => undefined)
    this.#clients.delete(name)
    for (const [tool, owner] of this.#owners) if (owner === name) this.#owners.delete(tool)
    this.#tools = this.#tools.filter((tool) => this.#owners.has(tool.name))
    await this.#openOne(name)
  }

  async #openOne(name: ServerName): Promise<void> {
    const client = await connect(name, { stderr: 'ignore', timeout: patience })
    this.#clients.set(name, client)
    let cursor: string | undefined
    for (let page = 0; page < mostPages; page++) {
      const { tools, nextCursor } = await client.listTools(cursor === undefined ? {} : { cursor }, { timeout: patience })
      for (const tool of tools) this.#owners.set(tool.name, name)
      this.#tools.push(...tools)
      if (nextCursor === undefined || nextCursor === cursor) break
      cursor = nextCursor
    }
  }
}

/** A failure of the tool itself: the server works, so a new connection does not help. */
class ToolFailure extends Error {}
