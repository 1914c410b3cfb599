import { suggestion } from '../engine/base/nearest.ts'
import type { ServerLink, ServerPlace } from '../engine/model/server-link.ts'
import type { Provider } from '../engine/model/provider.ts'
import type { Injection } from '../engine/plan/injection.ts'
import { realAfter } from '../time/real-time.ts'
import { openServer } from '../upstream/server/open-server.ts'
import { UsageError } from './usage-error.ts'

/** The time limit for a server to list its tools, in ms. */
const patience = 10_000
const mostPages = 20

/**
 * Checks the tools that faults name against those of the real server, which is started for that. A server that does not list its tools
 * is not judged: its client will see why.
 * @throws UsageError if the server has no such tool
 */
export async function checkToolNames(
  place: ServerPlace,
  injections: readonly Injection[],
  { name, endpointNames }: Provider,
): Promise<void> {
  const known = new Set([name, ...endpointNames])
  const named = injections.flatMap((injection) => toolsIn(injection).map((tool) => ({ tool, fault: injection.fault.name })))
  const unknown = named.filter(({ tool }) => !known.has(tool) && !/[*/]/.test(tool))
  if (unknown.length === 0) return
  const tools = await toolsAt(place)
  const wrong = tools === undefined ? undefined : unknown.find(({ tool }) => !tools.includes(tool))
  if (tools !== undefined && wrong !== undefined)
    throw new UsageError(
      `Cannot inject "${wrong.fault}" for "${wrong.tool}": the server has no such tool.${suggestion(wrong.tool, [...tools, ...known])}`,
    )
}

function toolsIn({ parameters: { tool }, trigger }: Injection): readonly string[] {
  const targets = (trigger.for ?? []).flatMap(({ any, model }) => [any, model])
  return [tool, ...targets].filter((name) => typeof name === 'string')
}

/** The names of the tools; `undefined` if the server does not list them in time. */
async function toolsAt(place: ServerPlace): Promise<readonly string[] | undefined> {
  const link = openServer(place, { message() {}, log() {}, exit() {} })
  let stop = (): void => {}
  const late = new Promise<undefined>((resolve) => {
    stop = realAfter(patience, () => resolve(undefined))
  })
  try {
    return await Promise.race([listed(link), late])
  } finally {
    stop()
    await link.end('at once')
  }
}

async function listed(link: ServerLink): Promise<readonly string[] | undefined> {
  const greeting = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'brownout', version: '0' } }
  if ((await ask(link, 0, 'initialize', greeting)) === undefined) return undefined
  const ready = 'notifications/initialized'
  link.send({ text: JSON.stringify({ jsonrpc: '2.0', method: ready }), id: null, method: ready, params: {} })
  const names: string[] = []
  let cursor: unknown
  for (let page = 1; page <= mostPages; page++) {
    const result = await ask(link, page, 'tools/list', cursor === undefined ? {} : { cursor })
    const tools = result?.['tools']
    if (result === undefined || !Array.isArray(tools)) return undefined
    names.push(...(tools as readonly { readonly name?: unknown }[]).flatMap(({ name }) => (typeof name === 'string' ? [name] : [])))
    cursor = result['nextCursor']
    if (cursor === undefined) return names
  }
  return undefined
}

async function ask(
  link: ServerLink,
  id: number,
  method: string,
  params: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const reply = await link.request({ text: JSON.stringify({ jsonrpc: '2.0', id, method, params }), id, method, params })
  const result = reply?.message['result']
  return typeof result === 'object' && result !== null ? (result as Readonly<Record<string, unknown>>) : undefined
}
