import type { z } from 'zod'
import type { Duration, JsonSchema, ServerPlace } from '../../kit.ts'
import type { ContentBlock, ToolResult } from './tool-result.ts'

/** The shape of an input or an output: a zod schema or a JSON Schema. */
export type ToolSchema = z.ZodType | JsonSchema

/** The type of the input in `run`. */
type InputOf<Schema> = Schema extends z.ZodType ? z.output<Schema> : Readonly<Record<string, unknown>>

/** The requests that a server can send to its client. */
export type ClientRequest = 'ping' | 'sampling/createMessage' | 'elicitation/create' | 'roots/list'

/** The levels of log messages. */
export type LogLevel = 'debug' | 'info' | 'notice' | 'warning' | 'error' | 'critical' | 'alert' | 'emergency'

/** The second argument of `run`, next to the input. */
export interface ToolContext {
  /** How many earlier calls sent the same request: 0 for the first. */
  readonly attempt: number
  /** State that the tool keeps through the run: created at the first access, kept until the run is reset. */
  remember<Value>(owner: object, make: () => Value): Value
  /** The server. A run can change its tools and send messages to its clients outside of a call. */
  readonly server: RunningServer
  /** Waits for some milliseconds on the clock of the test. */
  wait(ms: number): Promise<void>
  /** Sends a log message, if the client wants those of its level. */
  log(level: LogLevel, data: unknown): void
  /** Sends the progress of the run to the client, if the client requested it. */
  progress(progress: number, total?: number): void
  /**
   * Sends a request to the client, such as for an answer of its user or of its model, and returns the result.
   * @param name the name of the request since 2026-07-28, when the client calls the tool once more with the answers. Default: its number
   * @throws Error if the client cannot do it, or answers with an error
   */
  request(request: ClientRequest, params?: object, name?: string): Promise<Readonly<Record<string, unknown>>>
}

/** A tool of an MCP server. */
export interface McpTool<Input = ToolSchema> {
  readonly description?: string
  /** Default: an object without members */
  readonly input?: Input & ToolSchema
  /** Default: the result is a text */
  readonly output?: ToolSchema
  /** Whether it only reads. Otherwise each run is a side effect, as `observe.effect` reports one. Default: false */
  readonly readOnly?: boolean
  /** Whether a repetition with the same input does nothing more. Default: false */
  readonly idempotent?: boolean
  /** The member of the input that is an idempotency key: calls with the same key are one side effect. Default: `idempotencyKey` or `idempotency_key` */
  readonly key?: string
  /** How long it takes, in ms or as text. Default: 0 */
  readonly duration?: number | `${number}${'ms' | 's' | 'm' | 'h'}`
  /**
   * Whether it runs as a task, so that its client gets a handle at once and requests the result later: if the client wants one, or always.
   * Tasks need 2025-11-25, or the extension `io.modelcontextprotocol/tasks` since 2026-07-28. Default: it does not
   */
  readonly task?: 'optional' | 'required'
  /** Whether requests to clients since 2026-07-28 are sent before its task begins, and not in the task. Default: false */
  readonly requestsBeforeTask?: boolean
  /**
   * Runs the tool. An exception is a failure of the tool, which the client gets with `isError`. Default: the answers of
   * `brownout({ answers })`, or a result that fits `output`
   */
  run?(input: InputOf<Input>, context: ToolContext): ToolResult | Promise<ToolResult>
}

/** A resource of an MCP server, by its URI, or by a template of URIs, such as `shop://orders/{id}`. */
export interface McpResource {
  readonly name?: string
  readonly description?: string
  readonly mimeType?: string
  /** `{id}` represents the part of the URI that matches it. */
  readonly text?: string
  /** Bytes in base64, instead of a text. */
  readonly blob?: string
}

/** A prompt of an MCP server. */
export interface McpPrompt {
  readonly description?: string
  readonly arguments?: readonly McpPromptArgument[]
  /** `{name}` represents an argument. */
  readonly text?: string
  /** More messages of the user, before the text. `{name}` represents an argument here, too. */
  readonly content?: readonly ContentBlock[]
}

/** An argument of a prompt. */
export interface McpPromptArgument {
  readonly name: string
  readonly description?: string
  readonly required?: boolean
  /** The values that the server suggests for completion. Default: none */
  readonly values?: readonly string[]
}

/** The tools of a server, by the schemas of their inputs. */
export type McpTools<Inputs> = { readonly [Name in keyof Inputs]: McpTool<Inputs[Name]> }

/** The access tokens of a server. */
export interface McpAuthorization {
  /** The scopes that clients need. Default: `['tools']` */
  readonly scopes?: readonly string[]
  /** How long a token is valid. Default: 1h */
  readonly expiresIn?: Duration
  /** Whether a client can get a new token for an old one. Default: true */
  readonly refreshable?: boolean
}

/** The lists of a server that can change. */
export type ListName = 'tools' | 'prompts' | 'resources'

/** How a change is made. */
export interface ChangeOptions {
  /** Whether clients are notified. Default: true */
  readonly announced?: boolean
}

/** A server in the current run. It can change its tools, resources and prompts, and send messages to its clients at any time. */
export interface RunningServer {
  /**
   * Replaces the tools, until the run is reset. Clients that listen get `notifications/tools/list_changed`.
   * @throws BrownoutError if the server was set up without tools, or one cannot be used
   */
  setTools<Inputs extends Readonly<Record<string, unknown>>>(tools: McpTools<Inputs>, options?: ChangeOptions): void
  /**
   * Replaces the resources, until the run is reset. Clients that listen get `notifications/resources/list_changed`.
   * @throws BrownoutError if the server was set up without resources
   */
  setResources(resources: Readonly<Record<string, McpResource>>, options?: ChangeOptions): void
  /**
   * Replaces the prompts, until the run is reset. Clients that listen get `notifications/prompts/list_changed`.
   * @throws BrownoutError if the server was set up without prompts
   */
  setPrompts(prompts: Readonly<Record<string, McpPrompt>>, options?: ChangeOptions): void
  /**
   * Changes one resource, until the run is reset. Clients that have subscribed to it get `notifications/resources/updated`.
   * @throws BrownoutError if the server was set up without resources
   */
  updateResource(uri: string, resource: McpResource, options?: ChangeOptions): void
  /** Notifies the clients that listen that a list has changed, without changing it. */
  announce(list: ListName): void
  /** Sends a log message to the clients that listen and want those of its level. */
  log(level: LogLevel, data: unknown): void
  /**
   * Sends a request to a client outside of a call, and returns its result. This works only with clients of the versions until 2025-11-25.
   * @throws BrownoutError if no client listens; Error if the client answers with an error
   */
  request(request: ClientRequest, params?: object): Promise<Readonly<Record<string, unknown>>>
}

/** An MCP server. */
export interface McpOptions<Inputs = Readonly<Record<string, ToolSchema>>> {
  /** Its name in the journal and in `.for(...)`. */
  readonly name: string
  /** Its URL over HTTP, such as `https://shop.example/mcp`. Nothing is sent there. */
  readonly url?: string
  /** The command with which apps start it, such as `npx`, if they use stdin and stdout. No such process is started. */
  readonly command?: string
  /** The arguments of the command. Default: any */
  readonly args?: readonly string[]
  /**
   * The real server that answers, with faults on its genuine responses: its URL, the command that starts it, or `true` for the one at
   * `url` or of `command`. It has the tools, resources and prompts. Default: none, brownout emulates the server
   */
  readonly upstream?: true | string | ServerPlace
  readonly tools?: McpTools<Inputs>
  readonly resources?: Readonly<Record<string, McpResource>>
  readonly prompts?: Readonly<Record<string, McpPrompt>>
  /**
   * How clients reach the URL: `http`, which is streamable HTTP, or `sse`, the deprecated transport of 2024-11-05 with a stream for all
   * answers. Default: `http`
   */
  readonly transport?: 'http' | 'sse'
  /** The server's instructions for the model. */
  readonly instructions?: string
  /** The versions of the protocol that it supports. Default: all from 2025-03-26 to 2026-07-28 */
  readonly versions?: readonly ProtocolVersion[]
  /** Whether clients of the versions until 2025-11-25 get a session. Default: true */
  readonly sessions?: boolean
  /**
   * Whether clients of the versions until 2025-11-25 can continue a stream that broke: its events have IDs, and a GET with `Last-Event-ID`
   * gets the rest. Default: false
   */
  readonly resumable?: boolean
  /** How long clients can keep lists and resources, since 2026-07-28: `ttlMs`. Default: 0 */
  readonly keepFor?: Duration
  /**
   * Whether clients need an access token. They get one on the same host, through OAuth with dynamic registration, without the consent of a user.
   * Default: none is needed
   */
  readonly auth?: true | McpAuthorization
  /** How it answers requests: with an event stream, or with one JSON body. Default: `stream` */
  readonly responseType?: 'stream' | 'json'
  /** How many tools, resources or prompts are in one page of a list. Default: all */
  readonly pageSize?: number
}

/** The versions until 2025-11-25 begin with `initialize`. 2026-07-28 has no sessions. */
export const legacyVersions = ['2025-11-25', '2025-06-18', '2025-03-26'] as const
export const modernVersions = ['2026-07-28'] as const
/** The version of the deprecated transport. */
export const sseVersion = '2024-11-05' as const
export const protocolVersions = [...modernVersions, ...legacyVersions, sseVersion] as const
/** A version of the MCP protocol. */
export type ProtocolVersion = (typeof protocolVersions)[number]
