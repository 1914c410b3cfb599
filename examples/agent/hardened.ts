import OpenAI from 'openai'
import { declared, type AgentTool, type Assignment } from './assignment.ts'

/** The most turns of a task. A repeated call ends it earlier. */
const mostTurns = 6
/** Hosts that a report is allowed to link to. */
const linkedHosts = new Set(['intranet.example'])

/** The result of a task. `done` is read from the log, not from the model's text. */
export interface Report {
  readonly text: string
  readonly done: readonly string[]
  /** `false` if the task is not done, or nothing proves it. */
  readonly verified: boolean
}

type Input = { readonly tool: AgentTool; readonly input: unknown } | { readonly refused: string }

/** The arguments of a tool call, or the reason why it does not run. */
function inputOf({ tools, allows }: Assignment, name: string, text: string): Input {
  const tool = tools.find((candidate) => candidate.name === name)
  if (tool === undefined) return { refused: `There is no tool ${name}.` }
  const json = jsonOf(text)
  const parsed = tool.parameters.strict().safeParse(json)
  if (!parsed.success) return { refused: `The arguments do not fit: ${parsed.error.issues[0]!.message}` }
  if (tool.changes && !allows(tool, parsed.data)) return { refused: `Not allowed: ${name}.` }
  return { tool, input: parsed.data }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A text without links that could leak data. */
function withoutForeignLinks(text: string): string {
  const isForeign = (address: string): boolean => !URL.canParse(address) || !linkedHosts.has(new URL(address).host)
  return text.replace(/\s*!?\[[^\]]*\]\(([^)]*)\)/g, (link, address: string) => (isForeign(address) ? '' : link))
}

/**
 * The same loop with limits: a number of turns, no repeated call, arguments that match the schema, changes only if the code allows
 * them, and a report based on the log.
 */
export async function runAgent(assignment: Assignment): Promise<Report> {
  const { instructions, task, tools, proof } = assignment
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off', timeout: 20_000 })
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'system', content: instructions },
    { role: 'user', content: task },
  ]
  const made = new Set<string>()
  const done: string[] = []
  for (let turn = 0, isLooping = false; turn < mostTurns && !isLooping; turn++) {
    const reply = await client.chat.completions.create({ model: 'gpt-4o', messages, tools: tools.map(declared) })
    const message = reply.choices[0]?.message
    if (message?.tool_calls === undefined) {
      if (proof !== undefined && !done.includes(proof)) break
      return { text: withoutForeignLinks(message?.content ?? ''), done, verified: true }
    }
    messages.push(message)
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue
      const { name, arguments: text } = call.function
      const wish = inputOf(assignment, name, text)
      isLooping ||= made.has(`${name} ${text}`)
      if (isLooping) break
      made.add(`${name} ${text}`)
      if ('tool' in wish) done.push(name)
      messages.push({ role: 'tool', tool_call_id: call.id, content: 'tool' in wish ? wish.tool.run(wish.input) : wish.refused })
    }
  }
  return { text: `This is not done. Tools that ran: ${done.join(', ') || 'none'}.`, done, verified: false }
}
