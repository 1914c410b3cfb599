import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { AnsweredProcesses } from '../../src/processes/answer-processes.ts'

/** Modules that children import are looked for from here. */
const folder = fileURLToPath(new URL('../..', import.meta.url))

/** Calls OpenAI by `fetch`: the code of a child contains `await ask(question)`. */
const asking = `const ask = async (content, options = {}) => fetch('https://api.openai.com/v1/chat/completions', {
  method: 'POST',
  headers: { authorization: 'Bearer test' },
  body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }], ...options }),
})
`

/** Starts a Node process that belongs to a run. */
export function start(code: string, { env }: Pick<AnsweredProcesses, 'env'>): ChildProcess {
  const words = ['--input-type=module', '-e', `${asking}${code}`]
  return spawn(process.execPath, words, { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Runs a Node process that belongs to a run, and returns what it prints as JSON. */
export async function printedBy(code: string, processes: Pick<AnsweredProcesses, 'env'>): Promise<unknown> {
  const child = start(code, processes)
  const [printed] = await Promise.all([text(child.stdout!), once(child, 'close')])
  return JSON.parse(printed)
}
