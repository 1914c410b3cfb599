import type { Problem, WireRequest } from '../../../kit.ts'
import { isObject, messageOf } from '../message.ts'
import { capabilitiesIn, isModern, versionOf, type Server } from '../server.ts'
import type { ServedTool } from '../tool.ts'

/** The extension of 2026-07-28. */
export const extension = 'io.modelcontextprotocol/tasks'

/** Whether a server has tools that run as tasks. */
export function hasTasks({ tools }: Server): boolean {
  return [...tools.values()].some(({ task }) => task !== undefined)
}

/** Whether tasks are a part of the version that a request is in. */
export function knowsTasks(request: WireRequest): boolean {
  return isModern(request) || versionOf(request) >= '2025-11-25'
}

/** Whether a client declares that it accepts a task instead of a result. */
function takesTasks(request: WireRequest): boolean {
  const capabilities = capabilitiesIn(messageOf(request))
  const extensions = isObject(capabilities) ? capabilities['extensions'] : undefined
  return isObject(extensions) && Object.hasOwn(extensions, extension)
}

/** Whether a tool runs as a task for a request: the client wants one, or since 2026-07-28 can do with one. */
export function asksForTask({ task }: ServedTool, request: WireRequest): boolean {
  if (task === undefined || !knowsTasks(request)) return false
  return isModern(request) ? takesTasks(request) : isObject(messageOf(request).params['task'])
}

/** The extension that a client needs before a server uses tasks, since 2026-07-28. */
export function missingExtension(request: WireRequest): Problem | undefined {
  if (!isModern(request) || takesTasks(request)) return undefined
  return {
    kind: 'bad-request',
    code: '-32021',
    message: `Missing required client capability: ${extension}`,
    parameter: `extensions/${extension}`,
  }
}

/** Why a tool is not called as it has to be: as a task, or not as one. */
export function taskProblem({ task }: ServedTool, request: WireRequest): Problem | undefined {
  if (!knowsTasks(request)) return undefined
  if (isModern(request)) return task?.support === 'required' ? missingExtension(request) : undefined
  const isAsked = isObject(messageOf(request).params['task'])
  if (task?.support === 'required' && !isAsked) return refused('The tool needs a call as a task')
  return task === undefined && isAsked ? refused('The tool does not run as a task') : undefined
}

function refused(message: string): Problem {
  return { kind: 'bad-request', status: 200, code: '-32601', message }
}
