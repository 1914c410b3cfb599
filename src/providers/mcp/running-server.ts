import { BrownoutError, type ProviderStore } from '../../kit.ts'
import { announceList, announceLog, announceResource } from './notices.ts'
import { offeredIn } from './offered.ts'
import type { ChangeOptions, ClientRequest, ListName, LogLevel, McpPrompt, McpResource, McpTools, RunningServer } from './options.ts'
import { questionsIn } from './questions.ts'
import type { Server } from './server.ts'
import { sessionsIn } from './sessions.ts'
import { servedTools } from './tool.ts'

/** A server in one run. Its state is in the store of the provider. */
export class ServerInRun implements RunningServer {
  readonly #server: Server
  readonly #store: ProviderStore

  constructor(server: Server, store: ProviderStore) {
    this.#server = server
    this.#store = store
  }

  setTools<Inputs extends Readonly<Record<string, unknown>>>(tools: McpTools<Inputs>, options: ChangeOptions = {}): void {
    this.#expect('tools')
    // Each run is called with the output of its own schema.
    offeredIn(this.#server, this.#store).tools = servedTools(tools as McpTools<Readonly<Record<string, never>>>)
    this.#announce('tools', options)
  }

  setResources(resources: Readonly<Record<string, McpResource>>, options: ChangeOptions = {}): void {
    this.#expect('resources')
    offeredIn(this.#server, this.#store).resources = resources
    this.#announce('resources', options)
  }

  setPrompts(prompts: Readonly<Record<string, McpPrompt>>, options: ChangeOptions = {}): void {
    this.#expect('prompts')
    offeredIn(this.#server, this.#store).prompts = prompts
    this.#announce('prompts', options)
  }

  updateResource(uri: string, resource: McpResource, { announced = true }: ChangeOptions = {}): void {
    this.#expect('resources')
    const offered = offeredIn(this.#server, this.#store)
    offered.resources = { ...offered.resources, [uri]: { ...offered.resources[uri], ...resource } }
    if (announced) announceResource(uri, this.#store)
  }

  announce(list: ListName): void {
    announceList(list, this.#store)
  }

  log(level: LogLevel, data: unknown): void {
    announceLog(level, data, this.#store)
  }

  async request(request: ClientRequest, params: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const client = [...sessionsIn(this.#store).values()].findLast(({ isListening }) => isListening)
    if (client === undefined)
      throw new BrownoutError(`The server "${this.#server.options.name}" cannot send ${request}: no client listens to it.`)
    const response = await questionsIn(this.#store).ask(client.notices, request, params)
    if ('error' in response) throw new Error(response.error)
    return response.result
  }

  #announce(list: ListName, { announced = true }: ChangeOptions): void {
    if (announced) announceList(list, this.#store)
  }

  #expect(list: ListName): void {
    const { options } = this.#server
    if (options[list] === undefined)
      throw new BrownoutError(`Cannot change the ${list} of "${options.name}": it has none. Set it up with ${list}: {}.`)
  }
}
