import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A `brownout serve` in a process of its own. */
export interface Server {
  readonly url: string
  stop(): Promise<void>
}

/** @param main the file of the command line, `brownout` */
export async function startServer(main: string): Promise<Server> {
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--seed', 'programs', '--env'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let url: string | undefined
  for await (const line of createInterface(child.stdout)) {
    url ??= /^export OPENAI_BASE_URL=(http:\/\/[^/]+)/.exec(line)?.[1]
    if (line === '# ready') break
  }
  if (url === undefined) throw new Error('brownout serve did not start.')
  return {
    url,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
