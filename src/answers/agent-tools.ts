import type { Call, JsonSchema, Tool } from '../engine/model/call.ts'
import { textsIn } from './mentions.ts'

/** Parameters by which a tool acts on the machine of its user, and which a prompt has to contain. */
const acting =
  /^(?:.*[a-z_])?(?:path|file|files|dir|directory|filename)$|^(?:cmd|commands?|script|urls?|pattern|old_?(?:string|text|str)|edits)$/i

/** Returns the required parameters by which a tool acts. */
function actingParameters(tool: Tool): readonly string[] {
  return requiredOf(tool).filter((name) => acting.test(name))
}

function requiredOf({ parameters }: Pick<Tool, 'parameters'>): readonly string[] {
  const required = typeof parameters === 'object' ? parameters['required'] : undefined
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : []
}

/**
 * Returns whether an app is an agent: one of its tools runs commands, or reads or changes files. Its tools are real actions, so a prompt that
 * only has a word in common with one is no reason to call it.
 */
export function isAgent({ tools }: Pick<Call, 'tools'>): boolean {
  return tools.some((tool) => actingParameters(tool).some((name) => !/^(?:urls?|pattern)$/i.test(name)))
}

/** Returns whether the prompt contains what a tool acts on. */
export function isGrounded(tool: Tool, question: string): boolean {
  return actingParameters(tool).every((name) => textsIn(question, name).length > 0)
}

/** Something that tools of agents do. */
interface Doing {
  /** Words in the names of tools that do it. */
  readonly words: readonly string[]
  /** A field whose value the prompt has to contain. */
  readonly needs: string
  /** A parameter that tools that do it require. */
  readonly takes: RegExp
}

const file = { needs: 'path', takes: /path|file/i } as const
const reading: Doing = { words: ['read', 'view', 'open', 'cat', 'show'], ...file }
const editing: Doing = { words: ['edit', 'replace'], ...file }
const writing: Doing = { words: ['write', 'create'], ...file }
const listing: Doing = { words: ['list', 'ls'], needs: 'dir', takes: /dir|path/i }
const running: Doing = {
  words: ['run', 'exec', 'execute', 'bash', 'shell', 'terminal', 'command', 'commands'],
  needs: 'command',
  takes: /^(?:cmd|commands?|script)$/i,
}
const searching: Doing = { words: ['grep', 'rg', 'search'], needs: 'pattern', takes: /^pattern$/ }
const fetching: Doing = { words: ['fetch', 'browse', 'download'], needs: 'url', takes: /^(?:urls?|requests|prompt)$/ }

/** The verbs at the start of a prompt, and what a tool does then, the best first. */
const doings: readonly (readonly [RegExp, readonly Doing[]])[] = [
  [/^(?:run|execute|start)$/, [running]],
  [/^(?:read|open|show|view|print|display|cat|check|what|what's)$/, [reading, running]],
  [/^(?:edit|replace|change|fix|update|modify|correct|rename)$/, [editing, reading, running]],
  [/^(?:write|create|save|make)$/, [writing]],
  [/^(?:list|ls)$/, [listing, running]],
  [/^(?:search|find|grep|look)$/, [searching, running]],
  [/^(?:fetch|download|get|visit|browse|open|read)$/, [fetching]],
]

/** Words in the names of tools for other things than texts. */
const otherThings = /image|video|audio|notebook|background/i

const politely = /^\W*(?:(?:please|hi|hello|hey|now|first|then|can you|could you|would you|i want you to|use \w+ to)\b\W*)*/i

/** Returns whether a name has a word. Names such as `webfetch` end with it. */
function hasWord(name: string, word: string): boolean {
  const words = name
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_')
    .toLowerCase()
    .split(/[_-]/)
  return words.includes(word) || (word.length > 3 && words.some((one) => one.endsWith(word)))
}

function does({ words, takes }: Doing, tool: Tool): boolean {
  const isFit = words.some((word) => hasWord(tool.name, word)) && !otherThings.test(tool.name)
  return isFit && requiredOf(tool).some((name) => takes.test(name))
}

/** Returns the tool of an agent that does what a prompt begins with, if the prompt contains what it needs. */
export function doerOf(tools: readonly Tool[], question: string): Tool | undefined {
  const [verb = ''] = /^[a-z']+/i.exec(question.replace(politely, '')) ?? []
  for (const doing of doings.flatMap(([verbs, choices]) => (verbs.test(verb.toLowerCase()) ? choices : []))) {
    if (textsIn(question, doing.needs).length === 0) continue
    const doer = tools.find((tool) => does(doing, tool) && isGrounded(tool, question))
    if (doer !== undefined) return doer
  }
  return undefined
}

/** Returns the tool without its optional parameters: each that is invented can be an error for an agent. */
export function withoutOptions(tool: Tool): Tool {
  return { ...tool, parameters: requiredPart(tool.parameters) }
}

/** Returns a schema without optional properties, also of the objects in it. */
function requiredPart(schema: JsonSchema): JsonSchema {
  if (typeof schema !== 'object' || schema === null) return schema
  const { properties, items } = schema as { readonly properties?: Readonly<Record<string, JsonSchema>>; readonly items?: JsonSchema }
  const required = requiredOf({ parameters: schema })
  return {
    ...schema,
    ...(items === undefined ? {} : { items: requiredPart(items) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).flatMap(([name, value]) => (required.includes(name) ? [[name, requiredPart(value)]] : [])),
          ),
        }),
  }
}
