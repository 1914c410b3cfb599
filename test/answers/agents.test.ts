import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defaultAnswers } from '../../src/answers/index.ts'
import { randomFrom } from '../../src/engine/base/random.ts'
import type { Tool } from '../../src/engine/model/call.ts'
import { asked } from '../property/properties/evidence.ts'
import published from './agents.json' with { type: 'json' }

/** A published agent: the tools that it offers, the sentences of its system prompt that name one, and what it adds to a prompt. */
const agents = z
  .array(
    z.object({
      agent: z.string(),
      system: z.array(z.string()),
      before: z.array(z.string()),
      prompt: z.string(),
      tools: z.array(z.custom<Tool>()),
    }),
  )
  .parse(published)

/** The tools that a default answer calls, with their arguments. */
function calledFor(agent: (typeof agents)[number], words: string): readonly string[] {
  const prompt = agent.prompt.replace('{prompt}', agent.prompt.startsWith('"') ? words.replaceAll('"', String.raw`\"`) : words)
  const call = asked({
    messages: [
      { role: 'system', parts: [{ type: 'text', text: agent.system.join('\n') }] },
      { role: 'user', parts: [...agent.before, prompt].map((text) => ({ type: 'text', text })) },
    ],
    tools: agent.tools,
  })
  const answer = defaultAnswers(call, { random: randomFrom('tuesday'), remember: (_, make) => make() })
  if (answer === undefined || !('parts' in answer)) throw new Error('The answers are made at once.')
  return answer.parts.flatMap((part) => (part.type === 'tool-call' ? [`${part.name}(${part.arguments})`] : []))
}

describe.for(agents)('the default answers to $agent', (agent) => {
  it.for([
    'Say hello',
    'Hi',
    'Thanks, that is all. Have a nice day!',
    'Explain this repository',
    'What is the capital of France?',
    'Where is my parcel?',
    'Is this edit good?',
    'What is the task?',
    'Summarize our plan',
    'Write a poem about a file',
    'How do I read a file in Python?',
    'Read me a story',
    'Run along',
    'Available tools in this run: `read_file`, `grep_search`, `run_shell_command`, and `write_file`/`edit` for MEMORY.md.',
  ])('call no tool for %j', (prompt) => {
    expect(calledFor(agent, prompt)).toEqual([])
  })

  it.for([
    ['Read the file parcel.txt and tell me what it says.', /^(?:read\w*|view)\(.*"parcel\.txt"|^exec_command\({"cmd":"cat parcel.txt"}/i],
    ['What is in parcel.txt?', /^(?:read\w*|view)\(.*"parcel\.txt"|^exec_command\({"cmd":"cat parcel.txt"}/i],
    ['Run the shell command `ls -la` and show me the output.', /^(?:bash|exec_command|run_\w+)\(.*"ls -la"/i],
    ['Run `npm test`', /^(?:bash|exec_command|run_\w+)\(.*"npm test"/i],
    ['List the files in this directory.', /^list\w*\(.*"\."|^(?:bash|exec_command|run_\w+)\(.*"ls"/i],
    [
      'Search the files of this project for the word harbor.',
      /^(?:grep\w*|rg)\({"pattern":"harbor"|^(?:bash|exec_command|run_\w+)\(.*grep/i,
    ],
    ['Fix the typo in README.md', /^(?:read\w*|view)\(.*"README\.md"|^$/i],
    [
      'Edit parcel.txt: replace "harbor" by "port"',
      /edit\(.*"harbor".*"port"|^replace\(.*"harbor".*"port"|^(?:read\w*|view)\(.*"parcel|^$/i,
    ],
  ] as const)('call a tool with what the prompt names for %j', ([prompt, called]) => {
    expect(calledFor(agent, prompt).join('\n')).toMatch(called)
    // Optional parameters, which the prompt does not have.
    expect(calledFor(agent, prompt).join('\n')).not.toMatch(/"(?:limit|offset|pages|timeout|start_line|max_output_tokens)":/)
  })
})
