import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { command } from './shop.ts'

/** What a child process did, in order. */
export interface Watched {
  readonly child: ChildProcess
  readonly events: readonly string[]
  readonly lines: readonly string[]
  /** Sends a message. */
  send(message: object): void
  /** Settles once all of its pipes are closed. */
  readonly closed: Promise<void>
}

/** Starts the server as an app without an SDK does. */
export function start(options: SpawnOptions = {}): Watched {
  const child = spawn(command.command, command.args, options)
  const events: string[] = []
  const lines: string[] = []
  for (const name of ['spawn', 'error', 'exit', 'close'])
    child.on(name, (...details: unknown[]) => {
      events.push([name, ...details.map((detail) => (detail instanceof Error ? detail.message : String(detail)))].join(' '))
    })
  child.stdout?.on('data', (bytes: Buffer) =>
    lines.push(
      ...bytes
        .toString()
        .split('\n')
        .filter((line) => line !== ''),
    ),
  )
  child.stdin?.on('error', () => events.push('stdin error'))
  return {
    child,
    events,
    lines,
    send: (message) => void child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`),
    closed: new Promise((resolve) => void child.once('close', () => resolve())),
  }
}

/** A request that greets the server. */
export const greeting = {
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
}

/** A call of a tool. */
export function call(id: number, name = 'order'): object {
  return { id, method: 'tools/call', params: { name, arguments: name === 'order' ? { item: 'lamp' } : {} } }
}

/** Waits in the time of the test. */
export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
