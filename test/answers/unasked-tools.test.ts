import { describe, expect, it } from 'vitest'
import { defaultAnswers } from '../../src/answers/index.ts'
import { randomFrom } from '../../src/engine/base/random.ts'
import type { Message, Tool } from '../../src/engine/model/call.ts'
import { asked } from '../property/properties/evidence.ts'

function tool(name: string, description: string, ...fields: readonly string[]): Tool {
  const properties = Object.fromEntries(fields.map((field) => [field, { type: 'string' } as const]))
  return { name, description, parameters: { type: 'object', properties, required: fields } }
}

/** Ten tools as coding agents describe theirs. */
const tools: readonly Tool[] = [
  tool('bash', 'Executes a given bash command in a persistent shell session and returns its output.', 'command'),
  tool('read_file', 'Reads a file from the local filesystem and returns its content.', 'file_path'),
  tool('write_file', 'Writes a file to the local filesystem. Overwrites the existing file.', 'file_path', 'content'),
  tool('edit_file', 'Performs exact string replacements in files.', 'file_path', 'old_string', 'new_string'),
  tool('list_directory', 'Lists files and directories in a given path.', 'path'),
  tool('grep', 'A powerful search tool for the contents of files.', 'pattern'),
  tool('todo_write', 'Create and manage a structured task list for your current coding session.', 'todos'),
  tool('task', 'Launch a new agent to handle complex, multi-step tasks autonomously.', 'description', 'prompt'),
  tool('web_search', 'Search the web and use the results to inform responses.', 'query'),
  tool('web_fetch', 'Fetches content from a URL and summarizes it by a prompt.', 'url', 'prompt'),
]
const system =
  'You are a coding agent. Use the tools to help the user. Read files before you write them. Plan with todo_write, and use web_search for what you do not know.'
const reminder = '<system-reminder>Your todo list is empty. If you work on a task, use todo_write.</system-reminder>\n'

function says(role: Message['role'], words: string): Message {
  return { role, parts: [{ type: 'text', text: words }] }
}

/** The names of the tools that the default answer to a request calls, with and without what an agent sends along. */
function calledFor(request: string): readonly string[] {
  const conversations = [[says('user', request)], [says('system', system), says('user', reminder + request)]]
  return conversations.flatMap((messages) => {
    const answer = defaultAnswers(asked({ messages, tools }), { random: randomFrom('tuesday'), remember: (_, make) => make() })
    if (answer === undefined || !('parts' in answer)) throw new Error('The answers are made at once.')
    return answer.parts.flatMap((part) => (part.type === 'tool-call' ? [part.name] : []))
  })
}

describe('a coding agent', () => {
  it.for([
    'Say hello',
    'Hi',
    'Thanks!',
    'What can you do?',
    'Summarize this',
    'Summarize this: parcels are late when it rains.',
    'Summarize this conversation in five words, as a title.',
    'Write a poem',
    'Write a poem about a file',
    'Write a haiku about the shell',
    'Tell me a joke about agents',
    'Translate "good morning" to French',
    'Review my code',
    'Explain recursion',
    'Explain recursion and iteration',
    'How do I read a file in Python?',
  ])('calls no tool for %j', (request) => {
    expect(calledFor(request)).toEqual([])
  })

  it.for([
    ['Search the web for the weather in Oslo', 'web_search'],
    ['Read the file src/index.ts', 'read_file'],
    ['Run a bash command that lists the files', 'bash'],
    ['Use todo_write to write down what is left', 'todo_write'],
  ] as const)('calls the tool that is meant by %j', ([request, name]) => {
    expect(calledFor(request)).toEqual([name, name])
  })
})
