import type { z } from 'zod'
import { BrownoutError } from '../../engine/base/errors.ts'
import { suggestion } from '../../engine/base/nearest.ts'
import { checkNames, wordingOfIssues } from '../../engine/base/wrong-value.ts'
import type { Incoming, Outgoing } from '../../sockets/message.ts'
import type { Scopes } from '../scopes.ts'
import { decoded, ownFolder, type Target } from '../target.ts'
import { ControlError } from './control-error.ts'
import { checkIsJson, checkMayControl, type Permission } from './guard.ts'
import { readJson, writeJson } from './json.ts'
import { routes, type Route } from './routes.ts'

/** The parts of a server that control requests use. */
export interface ControlOptions extends Permission {
  readonly scopes: Scopes
  /** The base URL of each provider in a scope. */
  baseUrlsIn(scope: string | undefined): Readonly<Record<string, string>>
}

/** Whether a path, without its scope, is for the control of the server. */
export function isControl(path: string): boolean {
  return path === ownFolder || path.startsWith(`${ownFolder}/`) || path.startsWith(`${ownFolder}?`)
}

/** Answers a request to control the server. A wrong request gets a JSON error with the reason. */
export async function control(incoming: Incoming, response: Outgoing, { scope, path }: Target, options: ControlOptions): Promise<void> {
  try {
    checkMayControl(incoming, options)
    const { pathname, searchParams } = new URL(path, 'http://server')
    const { route, last } = routeOf(incoming.method ?? 'GET', pathname.slice(ownFolder.length + 1))
    const query = read(route.query, Object.fromEntries(searchParams), 'The query')
    const body = route.body === undefined ? undefined : read(route.body, await bodyOf(incoming), 'The body')
    const { scopes, baseUrlsIn } = options
    const value = route.answer({ scopes, scope, chaos: scopes.of(scope), baseUrls: baseUrlsIn(scope) }, { body, query, last })
    writeJson(route.status ?? 200, value, response, route.headers)
  } catch (error) {
    if (!(error instanceof BrownoutError)) throw error
    writeJson(error instanceof ControlError ? error.status : 400, { error: { message: error.message } }, response)
  }
}

/**
 * The route of a path below `/__brownout`, and the value of its `*`.
 * @throws ControlError if there is none, or not with this method
 */
function routeOf(method: string, path: string): { readonly route: Route; readonly last: string } {
  const [, folder, last = ''] = /^([^/]+)\/([^/]+)$/.exec(path) ?? []
  const found = routes.filter((route) => route.path === path || (folder !== undefined && route.path === `${folder}/*`))
  const route = found.find((each) => each.method === method)
  if (route !== undefined) return { route, last: decoded(last) }
  const methods = [...new Set(found.map((each) => each.method))]
  if (methods.length > 0) throw new ControlError(405, `Cannot ${method} ${ownFolder}/${path}: expected ${methods.join(' or ')}.`)
  const paths = [...new Set(routes.map((each) => each.path.replace('/*', '')))].filter((each) => each !== '')
  throw new ControlError(404, `${ownFolder}/${path} does not exist.${suggestion(path, paths)}`)
}

async function bodyOf(incoming: Incoming): Promise<unknown> {
  checkIsJson(incoming)
  return readJson(incoming)
}

/** @throws ControlError if a value does not match a schema */
function read(schema: z.ZodType | undefined, value: unknown, what: string): unknown {
  checkNames(what, value, schema === undefined ? [] : Object.keys((schema as z.ZodObject).shape))
  const result = schema?.safeParse(value)
  if (result === undefined) return undefined
  if (!result.success) throw new ControlError(400, `${what} is wrong: ${wordingOfIssues(result.error.issues, value)}.`)
  return result.data
}
