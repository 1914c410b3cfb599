import { canonicalJson } from '../../engine/base/hash.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import { held, inconclusive, remark, violated } from '../verdict/verdict.ts'
import type { Rule } from './rule.ts'

/** How many times in a row the same tool call with the same result is a loop. */
const most = 9

/** How long a client that polls waits between two calls at least, in ms. */
const pollInterval = 1_000

interface Repetition {
  readonly tool: string
  readonly times: number
}

/** The longest run of the same tool call with the same result in the conversation of a call. */
function longestIn({ call: { messages } }: JournalCall): Repetition | undefined {
  const results = new Map<string, string>()
  const parts = messages.flatMap((message) => message.parts)
  for (const part of parts) if (part.type === 'tool-result') results.set(part.id, part.text)
  let last = ''
  let times = 0
  let longest: Repetition | undefined
  for (const part of parts) {
    if (part.type !== 'tool-call') continue
    const result = results.get(part.id)
    if (result === undefined) continue
    const tool = `${part.name}(${part.arguments})`
    const ran = canonicalJson([tool, result])
    times = ran === last ? times + 1 : 1
    last = ran
    if (times > (longest?.times ?? 0)) longest = { tool, times }
  }
  return longest
}

/** Whether the client waited between its calls, as one that polls does. */
function hasWaited(calls: readonly JournalCall[]): boolean {
  const waits = calls.slice(1).map(({ startedAt }, index) => startedAt - (calls[index]!.endedAt ?? startedAt))
  return waits.filter((wait) => wait >= pollInterval).length > waits.length / 2
}

/** An agent does not run the same tool with the same arguments over and over, if the result stays the same. */
export const stopsRepeatedToolCalls: Rule = {
  id: 'stops-repeated-tool-calls',
  hint: 'Limit the turns, and end the loop, or tell the model, if a tool is called again with the same arguments and returns the same.',
  judge({ calls }) {
    let hasTools = false
    for (const call of calls.toReversed()) {
      const longest = longestIn(call)
      if (longest === undefined) continue
      hasTools = true
      if (longest.times <= most) continue
      const how = `${longest.tool.slice(0, 60)} was run ${longest.times} times in a row with the same result`
      return hasWaited(calls.slice(-longest.times)) ? remark(`${how}, at intervals as of a client that polls`) : violated(how)
    }
    return hasTools ? held : inconclusive('no tool was run')
  },
}
