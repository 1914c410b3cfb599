import { canonicalJson, digest, toolInput, type Call, type OwnAnswer, type OwnAnswerContext } from '../../kit.ts'
import { clientOf } from './clients.ts'
import { isObject, messageOf } from './message.ts'
import { ToolContent, type ClientRequest, type ToolContext } from './options.ts'
import { isModern, type Server } from './server.ts'
import { SpeakingRun } from './speaking-run.ts'
import type { ServedTool } from './tool.ts'

/** How a run of a tool ends. */
type Ended = { readonly result: unknown } | { readonly error: unknown }

/**
 * Runs a tool. What it throws is its own failure, and then nothing has happened. If it speaks with the client, its call is answered at
 * once, and its result comes when it is over.
 */
export async function runTool(server: Server, tool: ServedTool, call: Call, context: OwnAnswerContext): Promise<OwnAnswer> {
  const [part] = call.messages[0]!.parts
  const given = part?.type === 'tool-call' ? toolInput(part.arguments) : {}
  const key = tool.keyOf(given)
  const effect = tool.isReadOnly ? undefined : { name: call.model, arguments: given, ...(key === undefined ? {} : { key }) }
  const { run } = tool
  if (run === undefined) {
    context.runs(effect)
    return undefined
  }
  const speech = new Speech(server, call, context)
  const read = tool.read(given)
  const running = ended(async () => run('value' in read ? read.value : given, speech.context))
  const first = await Promise.race([running, speech.begun])
  if (first !== 'speaks') return note(first)
  if (speech.isAsking) return { parts: [] }
  void running.then((last) => speech.run.end(wireResultOf(note(last))))
  return { parts: [] }

  function note(last: Ended): Exclude<OwnAnswer, undefined> {
    context.runs('error' in last ? undefined : effect)
    if ('error' in last) {
      const { error } = last
      if (error instanceof MissingCapability)
        return { problem: { kind: 'bad-request', code: '-32021', message: error.message, parameter: error.capability } }
      return { problem: { kind: 'server-error', about: 'tool', message: error instanceof Error ? error.message : String(error) } }
    }
    return { ...answerOf(last.result, tool), takes: tool.takes }
  }
}

async function ended(run: () => Promise<unknown>): Promise<Ended> {
  try {
    return { result: await run() }
  } catch (error) {
    return { error }
  }
}

/** What a tool returns, as an answer. */
function answerOf(result: unknown, { output }: ServedTool): Exclude<OwnAnswer, undefined | { readonly problem: unknown }> {
  if (result === undefined) return { parts: [] }
  if (typeof result === 'string') return { parts: [{ type: 'text', text: result }] }
  if (result instanceof ToolContent) {
    const texts = result.blocks.flatMap((block) => (block.type === 'text' ? [{ type: 'text' as const, text: block.text }] : []))
    return { parts: texts, attachments: result.blocks.filter(({ type }) => type !== 'text') }
  }
  const text = JSON.stringify(result)
  return { parts: [...(output === undefined ? [] : [{ type: 'data' as const, text }]), { type: 'text', text }] }
}

/** The members of a result. */
export function toolResult(texts: readonly string[], data: string | undefined, attachments: readonly object[] = []): object {
  return {
    content: [...texts.map((text) => ({ type: 'text', text })), ...attachments],
    ...(data === undefined ? {} : { structuredContent: JSON.parse(data) as unknown }),
  }
}

function wireResultOf(answer: Exclude<OwnAnswer, undefined>): object {
  if ('problem' in answer) return { content: [{ type: 'text', text: answer.problem.message }], isError: true }
  const texts = answer.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  return toolResult(texts, answer.parts.find((part) => part.type === 'data')?.text, answer.attachments)
}

/** Levels of log messages, the least first. */
const levels = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency']

/** What a client must be able to do for a request of the server. */
const needed: Readonly<Record<string, string>> = {
  'sampling/createMessage': 'sampling',
  'elicitation/create': 'elicitation',
  'roots/list': 'roots',
}

/** A client that does not say that it can do what a tool needs. Since 2026-07-28 that is an error of the protocol. */
class MissingCapability extends Error {
  readonly capability: string

  constructor(capability: string) {
    super(`Missing required client capability: ${capability}`)
    this.capability = capability
  }
}

/** What a tool can say while it runs. */
class Speech {
  readonly begun: Promise<'speaks'>
  readonly run: SpeakingRun
  /** Whether the client has to call again with answers, as it has to since 2026-07-28. */
  isAsking = false
  readonly #server: Server
  readonly #call: Call
  readonly #given: OwnAnswerContext
  #asked = 0
  readonly #requests: Record<string, object> = {}
  #resolve!: (value: 'speaks') => void

  constructor(server: Server, call: Call, given: OwnAnswerContext) {
    this.#server = server
    this.#call = call
    this.#given = given
    this.run = new SpeakingRun(given.store)
    this.begun = new Promise((resolve) => {
      this.#resolve = resolve
    })
  }

  get context(): ToolContext {
    const { attempt } = this.#call
    return {
      attempt,
      remember: (owner, make) => this.#given.remember(owner, make),
      wait: (ms) => {
        this.#begin()
        return this.#given.wait(ms)
      },
      log: (level, data) => this.#log(level, data),
      progress: (progress, total) => this.#progress(progress, total),
      ask: (request, params = {}, name = `request-${++this.#asked}`) => this.#ask(request, params, name),
    }
  }

  #begin(): void {
    this.run.answers(this.#call)
    this.#resolve('speaks')
  }

  #log(level: string, data: unknown): void {
    const { level: least = 'debug' } = clientOf(this.#server, this.#given.request, this.#given.store)
    if (!levels.includes(least) || levels.indexOf(level) < levels.indexOf(least)) return
    this.#begin()
    this.run.send('notifications/message', { level, data })
  }

  #progress(progress: number, total: number | undefined): void {
    const meta = messageOf(this.#given.request).params['_meta']
    const token = isObject(meta) ? meta['progressToken'] : undefined
    if (token === undefined) return
    this.#begin()
    this.run.send('notifications/progress', { progressToken: token, progress, ...(total === undefined ? {} : { total }) })
  }

  async #ask(method: ClientRequest, params: object, name: string): Promise<Readonly<Record<string, unknown>>> {
    const { request, store } = this.#given
    const capability = needed[method]
    if (capability !== undefined && clientOf(this.#server, request, store).capabilities[capability] === undefined)
      throw isModern(request) ? new MissingCapability(capability) : new Error(`The client does not support ${capability}.`)
    if (isModern(request)) return await this.#askAgain(method, params, name)
    if (!this.#call.stream) throw new Error(`The server cannot ask for ${method} in a response of one body.`)
    this.#begin()
    const response = await this.run.ask(method, params)
    if ('error' in response) throw new Error(response.error)
    return response.result
  }

  /** Since 2026-07-28 the client calls the tool once more, with the answers. What was answered before comes back in a state. */
  async #askAgain(method: ClientRequest, params: object, name: string): Promise<Readonly<Record<string, unknown>>> {
    const { params: sent } = messageOf(this.#given.request)
    const answers = answersIn(sent)
    const answer = answers[name]
    if (isObject(answer) && isAnswerTo(method, answer)) return answer
    this.#requests[name] = { method, params }
    this.isAsking = true
    this.run.end({ resultType: 'input_required', inputRequests: this.#requests, requestState: stateOf(answers) })
    this.#begin()
    return await new Promise<never>(() => {})
  }
}

/** Whether a client has answered what it was asked for. */
function isAnswerTo(method: ClientRequest, answer: Readonly<Record<string, unknown>>): boolean {
  if (method === 'elicitation/create') return ['accept', 'decline', 'cancel'].includes(String(answer['action']))
  if (method === 'sampling/createMessage') return isObject(answer['content']) || Array.isArray(answer['content'])
  return method !== 'roots/list' || Array.isArray(answer['roots'])
}

/** The answers of a client to the requests of a tool, those of earlier calls included. */
function answersIn({ inputResponses, requestState }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...(typeof requestState === 'string' ? readState(requestState) : {}), ...(isObject(inputResponses) ? inputResponses : {}) }
}

function stateOf(answers: Readonly<Record<string, unknown>>): string {
  const text = canonicalJson(answers)
  return `${btoa(encodeURIComponent(text))}.${digest(text)}`
}

/** What a server has written into a state. `undefined` if it is not as the server wrote it. */
export function readState(state: string): Readonly<Record<string, unknown>> | undefined {
  const [encoded = '', signature] = state.split('.')
  try {
    const text = decodeURIComponent(atob(encoded))
    const answers: unknown = JSON.parse(text)
    return isObject(answers) && digest(text) === signature ? answers : undefined
  } catch {
    return undefined
  }
}
