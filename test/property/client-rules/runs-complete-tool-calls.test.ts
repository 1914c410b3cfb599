import { describe, expect, it } from 'vitest'
import { truncatedAtMaxTokens, truncatedStream } from '../../../faults/index.ts'
import type { JournalCall } from '../../../src/index.ts'
import { runsCompleteToolCalls } from '../../../src/property/client-rules/runs-complete-tool-calls.ts'
import type { Verdict } from '../../../src/kit.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { openaiClient } from '../apps.ts'
import { asked, call, evidence } from '../properties/evidence.ts'

const tools = [{ name: 'bash', parameters: { type: 'object' } }]
const prompt = { role: 'user', parts: [{ type: 'text', text: 'Clean up the build folder.' }] } as const
const cut = { received: 'bash({"command":"rm -rf build --dry', finish: 'length' } as const

/** A second call, after the client has put a tool call and its result into the conversation. */
function after(given: string, result: string, text = ''): JournalCall {
  const messages = [
    prompt,
    {
      role: 'assistant',
      parts: [
        { type: 'text', text },
        { type: 'tool-call', id: 'one', name: 'bash', arguments: given },
      ],
    },
    { role: 'tool', parts: [{ type: 'tool-result', id: 'one', text: result }] },
  ] as const
  return call({ startedAt: 500, call: asked({ tools, messages }), received: 'Done.' })
}

function judged(first: Partial<JournalCall>, ...later: readonly JournalCall[]): Verdict {
  return runsCompleteToolCalls.judge(
    evidence({ calls: [call({ call: asked({ tools, messages: [prompt] }), ...first }), ...later] }).journal,
  )
}

describe('runs-complete-tool-calls', () => {
  it.for([
    ['has closed the arguments', '{"command":"rm -rf build --dry"}'],
    ['has closed and reformatted them', '{ "command": "rm -rf build --dry" }'],
    ['has dropped the rest of them', '{}'],
  ] as const)('names a client that %s', ([, given]) => {
    const verdict = judged(cut, after(given, 'removed 312 files'))
    expect(verdict.type === 'violated' && verdict.how).toContain(
      'the answer of openai to call 1 was truncated within bash({"command":"rm -rf build --dry, and the client ran bash(',
    )
    const reset = { ...cut, finish: undefined, ending: 'reset' } as const
    expect(judged(reset, after(given, 'removed 312 files')).type).toBe('violated')
  })

  it('does not report a client that informs the model that the call was incomplete', () => {
    expect(judged(cut, after('{"command":"rm -rf build --dry"}', 'Invalid arguments: the JSON ends early')).type).toBe('held')
  })

  it('does not report a client that requests and runs the complete call', () => {
    const again = call({
      startedAt: 200,
      call: asked({ tools, messages: [prompt] }),
      received: 'bash({"command":"rm -rf build --dry-run"})',
    })
    expect(judged(cut, again, after('{"command":"rm -rf build --dry-run"}', 'would remove 312 files')).type).toBe('held')
    // The model can also decide on the shorter command.
    const shorter = { ...again, received: 'bash({"command":"rm -rf build"})' }
    expect(judged(cut, shorter, after('{"command":"rm -rf build"}', 'removed 312 files')).type).toBe('held')
  })

  it('does not accuse a client that runs a tool call which arrived completely before its stream broke', () => {
    const whole = { received: 'bash({"command":"ls"})', ending: 'reset', finish: undefined } as const
    expect(judged(whole, after('{"command":"ls"}', 'src test')).type).toBe('inconclusive')
  })

  it('does not report a client that gives up, or continues without the call', () => {
    expect(judged(cut).type).toBe('inconclusive')
    const withoutIt = call({
      startedAt: 500,
      call: asked({ tools, messages: [prompt, { role: 'user', parts: [{ type: 'text', text: 'Use shorter commands.' }] }] }),
    })
    expect(judged(cut, withoutIt).type).toBe('held')
  })

  it('does not take the tool call of another conversation for its own', () => {
    const other = after('{"command":"rm -rf build"}', 'removed')
    const elsewhere = { role: 'user', parts: [{ type: 'text', text: 'Tidy the other project.' }] } as const
    const messages = [elsewhere, ...other.call.messages.slice(1)]
    expect(judged(cut, { ...other, call: asked({ tools, messages }) }).type).toBe('inconclusive')
  })
})

const test = withChaos({ clientBehavior: 'ignore', unfiredFaults: 'ignore' })
const offered = {
  type: 'function' as const,
  function: { name: 'run', parameters: { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] } },
}

test.for([truncatedAtMaxTokens({ after: 2 }).first(1), truncatedStream({ afterDeltas: 2 }).first(1)])(
  'names a real client that closes what was truncated',
  async (fault, { chaos }) => {
    chaos.inject(fault)
    const messages = [{ role: 'user' as const, content: 'Please run the command "npm test and then npm run build" now.' }]
    const settings = { model: 'gpt-4o', tools: [offered], tool_choice: 'required' as const }
    let given = ''
    let id = ''
    for await (const { choices } of await openaiClient().chat.completions.create({ ...settings, messages, stream: true })) {
      const [tool] = choices[0]?.delta.tool_calls ?? []
      id ||= tool?.id ?? ''
      given += tool?.function?.arguments ?? ''
    }
    const closed = `${given}${(given.match(/(?<!\\)"/g) ?? []).length % 2 === 1 ? '"' : ''}}`
    const ran = [
      { role: 'assistant' as const, tool_calls: [{ id, type: 'function' as const, function: { name: 'run', arguments: closed } }] },
      { role: 'tool' as const, tool_call_id: id, content: 'ok' },
    ]
    await openaiClient().chat.completions.create({ ...settings, messages: [...messages, ...ran] })
    expect(runsCompleteToolCalls.judge(chaos.journal).type).toBe('violated')
  },
)
