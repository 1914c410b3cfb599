import { canonicalJson } from '../../engine/base/hash.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import { numberOf } from '../verdict/calls.ts'
import { toolRunsIn, type ToolRun } from '../verdict/tool-calls.ts'
import { held, inconclusive, remark, violated } from '../verdict/verdict.ts'
import type { Rule } from './rule.ts'

/** How many consecutive identical tool calls with the same result are a loop. */
const most = 9

/** The shortest interval of a polling client, in ms. */
const pollInterval = 1_000

interface Repetition {
  readonly tool: ToolRun
  readonly times: number
}

/** The longest run of identical tool calls with the same result in the conversation of a call. */
function longestIn({ call: { messages } }: JournalCall): Repetition | undefined {
  let times = 0
  let last: ToolRun | undefined
  let longest: Repetition | undefined
  for (const tool of toolRunsIn(messages)) {
    times = tool.signature === last?.signature ? times + 1 : 1
    last = tool
    if (times > (longest?.times ?? 0)) longest = { tool, times }
  }
  return longest
}

/** Whether the client waited between its calls, like a polling client. */
function hasWaited(calls: readonly JournalCall[]): boolean {
  const waits = calls.slice(1).map(({ startedAt }, index) => startedAt - (calls[index]!.endedAt ?? startedAt))
  return waits.filter((wait) => wait >= pollInterval).length > waits.length / 2
}

/** An agent does not run the same tool with the same arguments repeatedly if the result stays the same. */
export const stopsRepeatedToolCalls: Rule = {
  id: 'stops-repeated-tool-calls',
  title: 'One tool call is repeated without end',
  hint: 'Limit the turns. If a tool call and its result repeat, end the loop or report the repetition to the model.',
  needsEarlierCalls: true,
  judge({ calls }) {
    let hasTools = false
    for (const call of calls.toReversed()) {
      const longest = longestIn(call)
      if (longest === undefined) continue
      hasTools = true
      if (longest.times <= most) continue
      const { name, arguments: given } = longest.tool
      const how = `${`${name}(${canonicalJson(given)})`.slice(0, 60)} was run ${longest.times} times in a row with the same result, as call ${numberOf(call)} shows`
      return hasWaited(calls.slice(-longest.times)) ? remark(`${how}, at intervals as of a client that polls`) : violated(how)
    }
    return hasTools ? held : inconclusive('no tool was run')
  },
}
