import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { always, type Contender } from '../contender.ts'
import type { Load } from '../load.ts'
import { aimock } from './aimock.ts'

/** A server in a process of its own, which does nothing else. */
export interface ServerProcess {
  /** Has it forget the calls so far; returns its address, and the CPU time that it has taken, in microseconds. */
  begin(): Promise<{ readonly baseURL: string; readonly cpu: NodeJS.CpuUsage }>
  close(): Promise<void>
}

/** Starts a contender that is a server. */
export function startProcess({ name }: Contender, load: Load): ServerProcess {
  const child: ChildProcess = fork(new URL('child.ts', import.meta.url), [name, JSON.stringify(load)], { execArgv: ['--no-warnings'] })
  return {
    async begin() {
      child.send('begin')
      const [message] = (await once(child, 'message')) as [{ baseURL: string; cpu: NodeJS.CpuUsage }]
      return message
    },
    async close() {
      child.kill()
      await once(child, 'exit')
    },
  }
}

export const aimockProcess: Contender = {
  name: 'aimock, own process',
  async prepare(load) {
    const server = startProcess(aimock, load)
    const { baseURL } = await server.begin()
    return always(baseURL, () => server.close())
  },
}
