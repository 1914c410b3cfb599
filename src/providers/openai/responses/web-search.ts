import { promptOf, type Exchange, type Frame } from '../../../kit.ts'
import { bodyOf } from './asked.ts'
import type { ResponseIds } from './ids.ts'
import type { OutputItem } from './items.ts'
import type { ResponsesRequest } from './schema.ts'

const searches = /^web_search(?:_preview)?(?:_\d{4}_\d{2}_\d{2})?$/

/** Tools that the app runs itself. The first two are called; no reply calls the others. */
const ofTheApp: ReadonlySet<string> = new Set(['function', 'custom', 'local_shell', 'shell', 'apply_patch', 'namespace', 'tool_search'])

/** The hosted tool of a request that is not emulated, if any: its results would be part of the answer. */
export function hostedToolOf({ tools }: ResponsesRequest): string | undefined {
  return tools?.find(({ type }) => !ofTheApp.has(type) && !searches.test(type))?.type
}

/** The search before a text answer, if the request offers one and allows it. */
export function searchOf(exchange: Exchange, ids: ResponseIds): OutputItem | undefined {
  const { tools, tool_choice: choice } = bodyOf(exchange)
  const isOffered = tools?.some(({ type }) => searches.test(type)) === true
  if (!isOffered || choice === 'none' || (typeof choice === 'object' && choice?.type === 'function')) return undefined
  return {
    id: ids.itemOf({ type: 'search' }, 0),
    type: 'web_search_call',
    status: 'completed',
    action: { type: 'search', query: promptOf(exchange.call) },
  }
}

/** The events that report a search, as the first item of a response. */
export function searchFrames(
  item: OutputItem,
  event: (type: string, payload: Readonly<Record<string, unknown>>) => Frame,
): readonly Frame[] {
  const at = { output_index: 0, item_id: item.id }
  return [
    event('response.output_item.added', { output_index: 0, item: { ...item, status: 'in_progress' } }),
    event('response.web_search_call.in_progress', at),
    event('response.web_search_call.searching', at),
    event('response.web_search_call.completed', at),
    event('response.output_item.done', { output_index: 0, item }),
  ]
}
