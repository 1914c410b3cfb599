import { ownEntry } from '../../../../kit.ts'
import type { ResponsesRequest } from '../schema.ts'
import type { ResponseIds } from '../ids.ts'
import type { OutputItem } from '../items.ts'

/** An item of an input, as sent by an app. */
export type InputItem = Exclude<NonNullable<ResponsesRequest['input']>, string>[number]

/** A stored item: an input with an ID, or an output. */
export type StoredItem = OutputItem

/** The prefixes of item IDs, by item type. */
const prefixes: Readonly<Record<string, string>> = {
  message: 'msg',
  function_call: 'fc',
  function_call_output: 'fco',
  custom_tool_call: 'ctc',
  custom_tool_call_output: 'ctco',
  reasoning: 'rs',
}

/** The items of an input: a text is a message of the user. */
export function itemsOfInput(input: ResponsesRequest['input']): readonly InputItem[] {
  return typeof input === 'string' ? [{ type: 'message', role: 'user', content: input }] : (input ?? [])
}

/** Converts items to the form of the API's lists: with an ID, and with their content as parts. */
export function storedItemsOf(items: readonly InputItem[], ids: Pick<ResponseIds, 'inputItemOf'>): StoredItem[] {
  return items.map((item, index) => {
    const { type = 'message', id, ...rest } = item as Record<string, unknown> & { type?: string; id?: string }
    const stored = { id: id ?? ids.inputItemOf(ownEntry(prefixes, type) ?? 'item', index), type, ...rest }
    if (type !== 'message') return stored
    const { role, content } = rest as { role: string; content: unknown }
    const kind = role === 'assistant' ? 'output_text' : 'input_text'
    return { ...stored, status: 'completed', content: typeof content === 'string' ? [{ type: kind, text: content }] : content }
  })
}
