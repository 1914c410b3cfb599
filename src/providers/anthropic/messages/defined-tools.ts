import type { JsonSchema } from '../../../kit.ts'

const text = { type: 'string' }
const anyFile = { type: 'string', pattern: String.raw`^/repo/[a-z]+\.txt$` }
const memory = { type: 'string', pattern: String.raw`^/memories/[a-z]+\.md$` }
const point = { type: 'array', items: { type: 'integer', minimum: 0, maximum: 1_024 }, minItems: 2, maxItems: 2 }

function inputOf(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

/** One of several commands, each with its required members. */
function commands(all: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>, name = 'command'): JsonSchema {
  return { anyOf: Object.entries(all).map(([command, properties]) => inputOf({ [name]: { const: command }, ...properties })) }
}

/** The commands for a file at a path. */
function fileCommands(path: JsonSchema): Readonly<Record<string, Readonly<Record<string, JsonSchema>>>> {
  return {
    view: { path },
    create: { path, file_text: text },
    str_replace: { path, old_str: text, new_str: text },
    insert: { path, insert_line: { type: 'integer', minimum: 0, maximum: 20 }, insert_text: text },
  }
}

/** The input schemas of tools that Anthropic defines and the app runs, by the prefix of their types. */
const inputs: Readonly<Record<string, JsonSchema>> = {
  // https://platform.claude.com/docs/en/agents-and-tools/tool-use/bash-tool
  bash: { anyOf: [inputOf({ command: { enum: ['ls -la', 'cat notes.txt', 'pwd'] } }), inputOf({ restart: { const: true } })] },
  // https://platform.claude.com/docs/en/agents-and-tools/tool-use/text-editor-tool
  text_editor: commands(fileCommands(anyFile)),
  // https://platform.claude.com/docs/en/agents-and-tools/tool-use/memory-tool
  memory: commands({ ...fileCommands(memory), delete: { path: memory }, rename: { old_path: memory, new_path: memory } }),
  // https://platform.claude.com/docs/en/agents-and-tools/tool-use/computer-use-tool
  computer: commands({ screenshot: {}, left_click: { coordinate: point }, type: { text }, mouse_move: { coordinate: point } }, 'action'),
}

/** The schema of a tool that Anthropic defines and the app runs itself; `undefined` for a tool hosted by Anthropic. */
export function parametersOf(type: string): JsonSchema | undefined {
  const kind = /^([a-z_]+)_\d{8}$/.exec(type)?.[1]
  return kind === undefined ? undefined : inputs[kind]
}
