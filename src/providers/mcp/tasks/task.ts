import { RecentMap, type Call, type ProviderStore } from '../../../kit.ts'
import { EventLog } from '../event-log.ts'
import { questionsIn } from '../questions.ts'

export type TaskStatus = 'working' | 'input_required' | 'completed' | 'failed' | 'cancelled'

/** How long a client should wait between two looks at a task, in ms. */
const pollInterval = 1_000

/** How long a task is kept if its client sets no time, in ms. */
const defaultLifetime = 3_600_000

/** A question that a task waits for. */
interface Question {
  readonly request: { readonly method: string; readonly params: object }
  answer(answer: Readonly<Record<string, unknown>>): void
}

/** A run of a tool whose client requests the result later. */
export class Task {
  readonly id: string
  /** The session that has begun it. Only that one sees it. */
  readonly session: string | undefined
  /** Its requests to the client until 2025-11-25. */
  readonly log = new EventLog()
  readonly #store: ProviderStore
  readonly #createdAt: number
  readonly #lifetime: number
  readonly #questions = new Map<string, Question>()
  readonly #cancelled: Promise<never>
  #reject!: (error: Error) => void
  #updatedAt: number
  #status: TaskStatus = 'working'
  #result: object | undefined
  #error: object | undefined
  #neverEnds = false

  constructor(
    store: ProviderStore,
    { id, session, lifetime = defaultLifetime }: Pick<Task, 'id' | 'session'> & { readonly lifetime?: number | undefined },
  ) {
    this.id = id
    this.session = session
    this.#store = store
    this.#createdAt = store.now()
    this.#updatedAt = this.#createdAt
    this.#lifetime = lifetime
    this.#cancelled = new Promise((_, reject) => {
      this.#reject = reject
    })
    // A task can be cancelled while no tool waits in it, too.
    this.#cancelled.catch(() => {})
  }

  get status(): TaskStatus {
    return this.#neverEnds ? 'working' : this.#status
  }

  get isOver(): boolean {
    return ['completed', 'failed', 'cancelled'].includes(this.status)
  }

  /** Whether it is kept no longer. */
  get isForgotten(): boolean {
    return this.#store.now() > this.#createdAt + this.#lifetime
  }

  /** The members of the result of the call, once it has one. */
  get result(): object | undefined {
    return this.#result
  }

  /** The error of the protocol that it has failed with. */
  get error(): object | undefined {
    return this.#error
  }

  /** Its state, by the names of the era. */
  fields(isModern: boolean): object {
    return {
      taskId: this.id,
      status: this.status,
      createdAt: new Date(this.#createdAt).toISOString(),
      lastUpdatedAt: new Date(this.#updatedAt).toISOString(),
      ...(isModern ? { ttlMs: this.#lifetime, pollIntervalMs: pollInterval } : { ttl: this.#lifetime, pollInterval }),
    }
  }

  /** The same with the details of its status, since 2026-07-28. */
  get details(): object {
    return {
      ...this.fields(true),
      ...(this.status === 'completed' ? { result: this.#result } : {}),
      ...(this.status === 'failed' ? { error: this.#error } : {}),
      ...(this.status === 'input_required' ? { inputRequests: this.#inputRequests } : {}),
    }
  }

  get #inputRequests(): object {
    return Object.fromEntries([...this.#questions].map(([name, { request }]) => [name, request]))
  }

  /** A fault keeps it working forever. */
  stall(): void {
    this.#neverEnds = true
  }

  complete(result: object): void {
    this.#result = result
    this.#become('completed')
  }

  fail(error: object): void {
    this.#error = error
    this.#become('failed')
  }

  cancel(): void {
    this.#become('cancelled')
    this.#reject(new Error('The task was cancelled.'))
  }

  /** Rejects if the task is cancelled before. */
  unlessCancelled<Value>(waiting: Promise<Value>): Promise<Value> {
    return Promise.race([waiting, this.#cancelled])
  }

  /** Sends a request to the client: in the result of the task until 2025-11-25, and in its state since 2026-07-28. */
  async ask(
    method: string,
    params: object,
    { name, isModern }: { readonly name: string; readonly isModern: boolean },
  ): Promise<Readonly<Record<string, unknown>>> {
    const answered = isModern ? this.#askInState(method, params, name) : this.#askOnStream(method, params)
    this.#become('input_required')
    const answer = await this.unlessCancelled(answered)
    if (this.#questions.size === 0) this.#become('working')
    return answer
  }

  /** Takes answers to questions that are open. Others are ignored. */
  answer(answers: Readonly<Record<string, unknown>>): void {
    for (const [name, answer] of Object.entries(answers)) {
      const question = this.#questions.get(name)
      if (question === undefined || typeof answer !== 'object' || answer === null) continue
      this.#questions.delete(name)
      question.answer(answer as Readonly<Record<string, unknown>>)
    }
  }

  #askInState(method: string, params: object, name: string): Promise<Readonly<Record<string, unknown>>> {
    return new Promise((resolve) => void this.#questions.set(name, { request: { method, params }, answer: resolve }))
  }

  async #askOnStream(method: string, params: object): Promise<Readonly<Record<string, unknown>>> {
    const response = await questionsIn(this.#store).ask(this.log, method, { ...params, _meta: relatedTo(this) })
    if ('error' in response) throw new Error(response.error)
    return response.result
  }

  #become(status: TaskStatus): void {
    if (['completed', 'failed', 'cancelled'].includes(this.#status)) return
    this.#status = status
    this.#updatedAt = this.#store.now()
    if (this.isOver) this.log.end()
  }
}

/** The metadata that assigns a message to a task until 2025-11-25. */
export function relatedTo({ id }: Pick<Task, 'id'>): object {
  return { 'io.modelcontextprotocol/related-task': { taskId: id } }
}

const owner = {}

/** The tasks of a server, by their IDs. */
export function tasksIn(store: ProviderStore): Map<string, Task> {
  return store.keep(owner, () => new RecentMap<string, Task>())
}

const started = new WeakMap<Call, Task>()

/** Notes which task a call has started. */
export function noteTask(call: Call, task: Task): void {
  started.set(call, task)
}

/** The task that a call has started. */
export function taskOf(call: Call): Task | undefined {
  return started.get(call)
}
