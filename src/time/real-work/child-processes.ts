import { builtin, type Patches } from '../patches/patching.ts'
import { Conversation } from './conversation.ts'
import type { SocketWork } from './socket-work.ts'
import type { WorkList } from './work.ts'

type Method = (this: unknown, ...args: unknown[]) => unknown

interface Child {
  readonly spawnfile?: string
  readonly stdio?: readonly (object | null | undefined)[]
  readonly send?: Method
  on(event: string, listener: () => void): unknown
  off(event: string, listener: () => void): unknown
}

/**
 * Watches child processes. The clock waits for one started under it until it ends. If the app writes to the stdin or IPC channel of one,
 * such as a tool server, it waits until that process answers.
 */
export function watchChildProcesses(patches: Patches, list: WorkList, sockets: SocketWork): void {
  const { ChildProcess } = builtin<{ ChildProcess: new () => Child }>('node:child_process') ?? {}
  if (ChildProcess === undefined) return
  const watch = (child: Child): Conversation => {
    const conversation = new Conversation(list.begin, `child process ${child.spawnfile ?? ''}`)
    for (const stream of child.stdio ?? []) if (stream != null) sockets.belongsTo(stream, conversation)
    const hears = (): void => conversation.hears()
    const ends = (): void => conversation.ends()
    child.on('close', ends)
    patches.afterwards(() => void child.off('close', ends))
    const { send } = child
    if (send !== undefined) {
      child.on('message', hears)
      patches.afterwards(() => void child.off('message', hears))
      patches.put(child, 'send', (...args: unknown[]) => {
        conversation.asks()
        return send.apply(child, args)
      })
    }
    return conversation
  }
  const process = builtin<NodeJS.Process & { _getActiveHandles?(): readonly object[] }>('node:process')
  for (const handle of process?._getActiveHandles?.() ?? []) if (handle instanceof ChildProcess) watch(handle)
  const prototype = ChildProcess.prototype as { spawn?: Method }
  const { spawn } = prototype
  if (spawn === undefined) return
  patches.put(prototype, 'spawn', function (this: Child, ...args: unknown[]) {
    const result = spawn.apply(this, args)
    watch(this).starts()
    return result
  })
}
