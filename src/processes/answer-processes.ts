import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { partsOf } from '../engine/base/host-pattern.ts'
import { ProcessAnswers } from './process-answers.ts'
import type { Membership, PlayedCommand } from './remote-answerer.ts'

/** Answers the calls of other processes. */
export interface AnsweredProcesses {
  /** Environment variables that add a Node process and its child processes to the run. */
  readonly env: Readonly<Record<'BROWNOUT_RUN' | 'NODE_OPTIONS', string>>
  /** How many processes have called a provider. */
  readonly count: number
  /** Ends the run: later calls of its processes are rejected. */
  close(): Promise<void>
}

/** How long a process can take to close its connection, in ms: a stopped process never does. */
const longestFarewell = 500

/** The module that a process imports to join a run. */
const register = new URL(`./register${extname(import.meta.url)}`, import.meta.url).href

/**
 * Answers the calls of other processes on this machine in the run of a `chaos` object. They share its seed, faults and journal. The journal
 * is kept here, so it outlives a killed process.
 * @param nodeOptions the existing value of `NODE_OPTIONS`
 * @param commands the commands that are started instead of those of servers
 */
export async function answerProcesses(chaos: Chaos, nodeOptions = '', commands: readonly PlayedCommand[] = []): Promise<AnsweredProcesses> {
  const own = coreOf(chaos)
  const folder = await mkdtemp(join(tmpdir(), 'brownout-'))
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${basename(folder)}` : join(folder, 'socket')
  const sockets = new Set<Socket>()
  const callers = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    void new ProcessAnswers(own.gateway, socket, (message) => {
      if (message.type === 'ask' || message.type === 'open') callers.add(socket)
      else if (message.type === 'escaped') own.run.journal.refuseConnection(message)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  const closeWay = own.openWay()
  const origins = chaos.providers.flatMap(({ baseUrls }) => baseUrls.map((url) => partsOf(url).origin))
  const membership: Membership = { path, origins, commands }
  return {
    env: { BROWNOUT_RUN: JSON.stringify(membership), NODE_OPTIONS: `${nodeOptions} --import ${register}`.trim() },
    get count() {
      return callers.size
    },
    async close() {
      closeWay()
      const closed = new Promise((resolve) => server.close(resolve))
      // The last messages of an ended process can still be unread.
      for (const socket of sockets) socket.end()
      const timer = setTimeout(() => sockets.forEach((socket) => socket.destroy()), longestFarewell)
      await closed
      clearTimeout(timer)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
