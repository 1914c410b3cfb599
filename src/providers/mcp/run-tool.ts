import { canonicalJson, digest, type Call, type OwnAnswer, type OwnAnswerContext } from '../../kit.ts'
import { clientOf } from './clients.ts'
import { isObject, messageOf } from './message.ts'
import { wantsLevel } from './log-levels.ts'
import type { ClientRequest, LogLevel, ToolContext } from './options.ts'
import { ServerInRun } from './running-server.ts'
import { isModern, type Server } from './server.ts'
import { SpeakingRun } from './speaking-run.ts'
import { streamOfCall } from './streams.ts'
import { startTask, taskFrom } from './tasks/start-task.ts'
import { asksForTask } from './tasks/support.ts'
import { ended, MissingCapability, ToolReading, wireResultOf } from './tool-answer.ts'
import type { ServedTool } from './tool.ts'

/**
 * Runs a tool. An exception is the tool's own failure, and means that it had no effect. If the tool sends messages to the client, the answer
 * to its call begins at once, and its result follows at the end of the run. The same applies to a tool that runs as a task.
 */
export async function runTool(server: Server, tool: ServedTool, call: Call, context: OwnAnswerContext): Promise<OwnAnswer> {
  const { run } = tool
  const reading = new ToolReading(tool, call, context)
  if (run === undefined) {
    context.runs(reading.effect)
    return undefined
  }
  const isTask = asksForTask(tool, context.request)
  const requestsBeforeTask = tool.task?.requestsBeforeTask === true && isModern(context.request)
  if (isTask && !requestsBeforeTask) return startTask(server, reading, context, run)
  const speech = new Speech(server, call, context)
  const running = ended(async () => run(reading.input, speech.context))
  const first = await Promise.race([running, speech.begun])
  if (speech.isAsking) return { parts: [] }
  if (isTask) {
    speech.run.end({})
    return taskFrom(reading, context, running)
  }
  if (first !== 'speaks') return reading.note(first)
  void running.then((last) => speech.run.end(wireResultOf(reading.note(last))))
  return { parts: [] }
}

/** The capability that a client needs for a request of the server. */
const needed: Readonly<Record<string, string>> = {
  'sampling/createMessage': 'sampling',
  'elicitation/create': 'elicitation',
  'roots/list': 'roots',
}

/** The messages that a tool can send while it runs. */
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
    this.run = new SpeakingRun(given.store, streamOfCall(server, { call, ...given }))
    this.begun = new Promise((resolve) => {
      this.#resolve = resolve
    })
  }

  get context(): ToolContext {
    const { attempt } = this.#call
    return {
      attempt,
      server: new ServerInRun(this.#server, this.#given.store),
      remember: (owner, make) => this.#given.remember(owner, make),
      wait: (ms) => {
        this.#begin()
        return this.#given.wait(ms)
      },
      log: (level, data) => this.#log(level, data),
      progress: (progress, total) => this.#progress(progress, total),
      request: (request, params = {}, name = `request-${++this.#asked}`) => this.#ask(request, params, name),
    }
  }

  #begin(): void {
    this.run.answers(this.#call)
    this.#resolve('speaks')
  }

  #log(level: LogLevel, data: unknown): void {
    const { level: least } = clientOf(this.#server, this.#given.request, this.#given.store)
    if (!wantsLevel(level, least)) return
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
    if (!this.#call.stream)
      throw new Error(`The server cannot send ${method} to the client, because its response is one JSON body, not a stream.`)
    this.#begin()
    const response = await this.run.ask(method, params)
    if ('error' in response) throw new Error(response.error)
    return response.result
  }

  /** Since 2026-07-28 the client calls the tool once more, with the answers. Earlier answers are returned in a state. */
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

/** Whether an answer of a client fits the request. */
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

/** The content of a state. `undefined` if it is not as the server wrote it. */
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
