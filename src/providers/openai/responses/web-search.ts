import { questionOf, type Exchange, type Frame } from '../../../kit.ts'
import { bodyOf } from './asked.ts'
import type { ResponseIds } from './ids.ts'
import type { OutputItem } from './items.ts'
import type { ResponsesRequest } from './schema.ts'

const searches = /^web_search(?:_preview)?(?:_\d{4}_\d{2}_\d{2})?$/

/** Tools that run at OpenAI. What they find would be part of the answer. */
const hosted: ReadonlySet<string> = new Set([
  'file_search',
  'code_interpreter',
  'image_generation',
  'mcp',
  'computer',
  'computer_use_preview',
])

/** The tool of a request that runs at OpenAI and is not emulated, if there is one. */
export function hostedToolOf({ tools }: ResponsesRequest): string | undefined {
  return tools?.find(({ type }) => hosted.has(type))?.type
}

/** The search that comes before an answer in words, if the request offers one and lets the model use it. */
export function searchOf(exchange: Exchange, ids: ResponseIds): OutputItem | undefined {
  const { tools, tool_choice: choice } = bodyOf(exchange)
  const isOffered = tools?.some(({ type }) => searches.test(type)) === true
  if (!isOffered || choice === 'none' || (typeof choice === 'object' && choice?.type === 'function')) return undefined
  return {
    id: ids.itemOf({ type: 'search' }, 0),
    type: 'web_search_call',
    status: 'completed',
    action: { type: 'search', query: questionOf(exchange.call) },
  }
}

/** The events that tell of a search, as the first item of a response. */
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
