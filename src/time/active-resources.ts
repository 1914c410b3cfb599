import { builtin } from './patches/patching.ts'

/** What carries an answer of the program's own from one turn of the event loop to another, even if it was there at the start. */
const carriers = new Set(['Immediate', 'TCPSocketWrap', 'TCPServerWrap', 'UDPWrap'])

let process: NodeJS.Process | undefined

/** What keeps the process busy, by its kinds. Empty where the runtime does not say. */
function names(): readonly string[] {
  process ??= builtin<NodeJS.Process>('node:process')
  return process?.getActiveResourcesInfo() ?? []
}

/** Counted by kind; real timers omitted, since virtual time's own are among them. */
function counts(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names()) if (name !== 'Timeout' && name !== 'Immediate') counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** What keeps the process busy, against what did when this was made. */
export class ActiveResources {
  readonly #before = counts()
  #showsImmediates = false

  /** Whether files or sockets are at work that were not there before. */
  get hasMore(): boolean {
    for (const [name, count] of counts()) if (count > (this.#before.get(name) ?? 0)) return true
    return false
  }

  /** To be called while an immediate is set: not every runtime lists them. */
  noticeImmediate(): void {
    this.#showsImmediates ||= names().includes('Immediate')
  }

  /** Whether there is nothing by which the program could give itself something to do in the turns to come. */
  get areSpent(): boolean {
    return this.#showsImmediates && !names().some((name) => carriers.has(name)) && !this.hasMore
  }
}
