import { uuidFrom, type OwnAnswer, type OwnAnswerContext } from '../../../kit.ts'
import { legacyClientOf } from '../clients.ts'
import { wantsLevel } from '../log-levels.ts'
import { isObject, messageOf } from '../message.ts'
import type { ToolContext } from '../options.ts'
import { ServerInRun } from '../running-server.ts'
import { isModern, type Server } from '../server.ts'
import { sessionIdOf } from '../sessions.ts'
import { ended, wireResultOf, type Ended, type ToolReading } from '../tool-answer.ts'
import type { ServedTool } from '../tool.ts'
import { noteTask, relatedTo, Task, tasksIn } from './task.ts'

/** A run of a tool as a task: its call is answered at once. */
export function startTask(server: Server, reading: ToolReading, context: OwnAnswerContext, run: NonNullable<ServedTool['run']>): OwnAnswer {
  const task = newTask(context)
  const running = ended(async () => run(reading.input, contextOf(server, task, reading, context)))
  return follow(task, reading, context, running)
}

/** The same for a run that has begun before its task. */
export function taskFrom(reading: ToolReading, context: OwnAnswerContext, running: Promise<Ended>): OwnAnswer {
  return follow(newTask(context), reading, context, running)
}

function newTask({ request, store, random }: OwnAnswerContext): Task {
  const tasks = tasksIn(store)
  const wanted = messageOf(request).params['task']
  const ttl = isObject(wanted) && !isModern(request) ? wanted['ttl'] : undefined
  const task = new Task(store, {
    id: `${tasks.size + 1}-${uuidFrom(random)}`,
    session: sessionIdOf(request),
    lifetime: typeof ttl === 'number' && ttl > 0 ? ttl : undefined,
  })
  tasks.set(task.id, task)
  return task
}

function follow(task: Task, reading: ToolReading, context: OwnAnswerContext, running: Promise<Ended>): OwnAnswer {
  void finish(task, reading, context, running)
  noteTask(reading.call, task)
  return { parts: [], task: { ends: true } }
}

async function finish(task: Task, reading: ToolReading, { wait }: OwnAnswerContext, running: Promise<Ended>): Promise<void> {
  const last = await running
  const { takes } = reading.tool
  if (takes > 0) await task.unlessCancelled(wait(takes)).catch(() => {})
  // A cancelled task has had no effect.
  const answer = reading.note(task.status === 'cancelled' ? { error: new Error('The task was cancelled.') } : last)
  if ('problem' in answer && answer.problem.about !== 'tool')
    task.fail({ code: Number(answer.problem.code), message: answer.problem.message })
  else task.complete(wireResultOf(answer))
}

/** The context of a tool in a task. Its messages to the client are sent outside of the call. */
function contextOf(server: Server, task: Task, { call }: ToolReading, given: OwnAnswerContext): ToolContext {
  const { request, store } = given
  const client = isModern(request) ? undefined : legacyClientOf(server, request, store)
  const tell = (method: string, params: object): void =>
    client?.notices.add({ jsonrpc: '2.0', method, params: { ...params, _meta: relatedTo(task) } })
  let asked = 0
  return {
    attempt: call.attempt,
    server: new ServerInRun(server, store),
    remember: (owner, make) => given.remember(owner, make),
    wait: (ms) => task.unlessCancelled(given.wait(ms)),
    log(level, data) {
      if (client !== undefined && wantsLevel(level, client.level)) tell('notifications/message', { level, data })
    },
    progress(progress, total) {
      const meta = messageOf(request).params['_meta']
      const token = isObject(meta) ? meta['progressToken'] : undefined
      if (token !== undefined) tell('notifications/progress', { progressToken: token, progress, ...(total === undefined ? {} : { total }) })
    },
    request: (method, params = {}, name = `request-${++asked}`) => task.ask(method, params, { name, isModern: isModern(request) }),
  }
}
