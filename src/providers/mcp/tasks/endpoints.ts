import type { Endpoint, Exchange, OwnAnswerContext, Problem, ProviderStore, WireRequest } from '../../../kit.ts'
import { messageOf } from '../message.ts'
import { pageFields, pageOf, pageProblem, pagesOf } from '../pages.ts'
import { rpcEndpoint, type RpcMethod } from '../rpc-endpoint.ts'
import { isModern, type Server } from '../server.ts'
import { sessionIdOf } from '../sessions.ts'
import { hasTasks, knowsTasks, missingExtension } from './support.ts'
import { relatedTo, tasksIn, type Task } from './task.ts'

/**
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/tasks and, since 2026-07-28,
 * https://modelcontextprotocol.io/seps/2663-tasks-extension
 */
export function taskEndpoints(server: Server): readonly Endpoint[] {
  if (!hasTasks(server)) return []
  const about = (method: string, rest: Pick<RpcMethod, 'result'> & Partial<RpcMethod>): Endpoint =>
    rpcEndpoint(server, { method, check: (_params, { request, store }) => missing(request, store), ...rest })
  return [
    about('tasks/get', {
      result: (_said, exchange) => (isModern(exchange.request) ? taskIn(exchange).details : taskIn(exchange).fields(false)),
    }),
    about('tasks/result', {
      isLegacy: true,
      async answer(_call, context) {
        const task = find(context.request, context.store)
        return task?.status === 'failed' ? { problem: failureOf(task) } : { parts: [] }
      },
      before: (exchange) => taskIn(exchange).log.after(0),
      result: (_said, exchange) => ({ ...resultOf(taskIn(exchange)), _meta: relatedTo(taskIn(exchange)) }),
    }),
    about('tasks/cancel', {
      check: (_params, { request, store }) => missing(request, store) ?? alreadyOver(request, store),
      result(_said, exchange) {
        const task = taskIn(exchange)
        task.cancel()
        return isModern(exchange.request) ? {} : task.fields(false)
      },
    }),
    about('tasks/update', {
      isModern: true,
      result(_said, exchange) {
        const answers = messageOf(exchange.request).params['inputResponses']
        if (typeof answers === 'object' && answers !== null) taskIn(exchange).answer({ ...answers })
        return {}
      },
    }),
    list(server),
  ]
}

function list(server: Server): Endpoint {
  const pagesIn = (request: WireRequest, store: ProviderStore): readonly (readonly Task[])[] =>
    pagesOf(
      [...tasksIn(store).values()].filter((task) => isOwn(task, request) && !task.isForgotten),
      server,
    )
  return rpcEndpoint(server, {
    method: 'tasks/list',
    isLegacy: true,
    check: ({ cursor }, { request, store }) => pageProblem(cursor, pagesIn(request, store)),
    result(_said, { request, store }) {
      const pages = pagesIn(request, store)
      const page = pageOf(messageOf(request).params['cursor']) ?? 0
      return { tasks: pages[page]?.map((task) => task.fields(false)), ...pageFields(page + 1 < pages.length ? page + 1 : undefined) }
    },
  })
}

/** A task is seen by the session that has begun it. Since 2026-07-28 its ID is all that it takes. */
function isOwn({ session }: Task, request: WireRequest): boolean {
  return session === sessionIdOf(request)
}

function find(request: WireRequest, store: ProviderStore): Task | undefined {
  const task = tasksIn(store).get(String(messageOf(request).params['taskId']))
  return task !== undefined && isOwn(task, request) && !task.isForgotten ? task : undefined
}

/** The task of a request that was checked. */
function taskIn({ request, store }: Pick<Exchange | OwnAnswerContext, 'request' | 'store'>): Task {
  return find(request, store)!
}

function missing(request: WireRequest, store: ProviderStore): Problem | undefined {
  if (!knowsTasks(request)) return { kind: 'not-found' }
  const unable = missingExtension(request)
  if (unable !== undefined) return unable
  return find(request, store) === undefined ? invalid('Failed to retrieve task: Task not found') : undefined
}

function alreadyOver(request: WireRequest, store: ProviderStore): Problem | undefined {
  const task = find(request, store)
  return task?.isOver === true && !isModern(request) ? invalid(`Cannot cancel task in terminal status: ${task.status}`) : undefined
}

function invalid(message: string): Problem {
  return { kind: 'bad-request', status: 200, code: '-32602', message }
}

function failureOf({ error = {} }: Task): Problem {
  const { code, message } = error as { readonly code?: number; readonly message?: string }
  return { kind: 'server-error', status: 200, code: String(code), message: message ?? 'The task has failed.' }
}

function resultOf({ result, status }: Task): object {
  return result ?? { content: [{ type: 'text', text: `The task is ${status}.` }], isError: true }
}
