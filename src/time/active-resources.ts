import { builtin } from './patches/patching.ts'

/** Resources that carry an answer within the program from one turn of the event loop to another, even if they existed at the start. */
const carriers = new Set(['Immediate', 'TCPSocketWrap', 'TCPServerWrap', 'UDPWrap'])

let process: NodeJS.Process | undefined

/** Kinds of resources that keep the process alive. Empty if the runtime does not list them. */
function names(): readonly string[] {
  process ??= builtin<NodeJS.Process>('node:process')
  return process?.getActiveResourcesInfo() ?? []
}

/** Counts resources by kind. Real timers are omitted, since those of virtual time are among them. */
function counts(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names()) if (name !== 'Timeout' && name !== 'Immediate') counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** Compares the resources that keep the process alive with those at the start. */
export class ActiveResources {
  readonly #before = counts()
  #showsImmediates = false

  /** Whether there are files or sockets that were not there before. */
  get hasMore(): boolean {
    for (const [name, count] of counts()) if (count > (this.#before.get(name) ?? 0)) return true
    return false
  }

  /** Call this while an immediate is set: not every runtime lists them. */
  noticeImmediate(): void {
    this.#showsImmediates ||= names().includes('Immediate')
  }

  /** Whether no resource is left that could give the program work in later turns. */
  get areSpent(): boolean {
    return this.#showsImmediates && !names().some((name) => carriers.has(name)) && !this.hasMore
  }
}
