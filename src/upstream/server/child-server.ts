import type * as AsyncHooks from 'node:async_hooks'
import type { ChildProcess, spawn as Spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { BrownoutError } from '../../engine/base/errors.ts'
import { encodeText } from '../../engine/base/utf8.ts'
import { whyNotStarted } from '../../engine/base/why-not-started.ts'
import type { ClientMessage, EndOfServer, ServerEvents, ServerLink, ServerPlace, ServerReply } from '../../engine/model/server-link.ts'
import { lineSplitter } from '../../engine/kit/splitter.ts'
import { leaving } from '../../gateway/leaving.ts'
import { builtin } from '../../time/patches/patching.ts'
import { realAfter } from '../../time/real-time.ts'
import { failure, OpenRequests, replyOf } from './open-requests.ts'

/** How long a server has to exit after each request to do so, in ms, as in the official SDK. */
const usualGrace = 2_000

const decoder = new TextDecoder()

/** A tool server that is a child process. It gets messages on stdin and writes messages to stdout. */
export class ChildServer implements ServerLink {
  readonly #command: string
  readonly #events: ServerEvents
  readonly #child: ChildProcess
  readonly #requests = new OpenRequests()
  readonly #closed: Promise<void>
  readonly #grace: number
  /** Why it answers nothing any more. */
  #gone: string | undefined
  /** Whether it was requested to exit. */
  #isEnding = false
  #isForced = false
  #hasPrintedText = false

  /** @throws BrownoutError if this runtime starts no processes */
  constructor({ command, args = [] }: Extract<ServerPlace, { readonly command: string }>, events: ServerEvents, grace = usualGrace) {
    this.#grace = grace
    const childProcesses = builtin<{ spawn: typeof Spawn }>('node:child_process')
    if (childProcesses === undefined) throw new BrownoutError(`Cannot start "${command}": this runtime starts no processes.`)
    this.#command = command
    this.#events = events
    const isGroup = process.platform !== 'win32'
    // A group of its own: a command such as npx starts the server as another process, which must not be left behind.
    const child = leaving(() => childProcesses.spawn(command, args, { stdio: 'pipe', detached: isGroup, windowsHide: true }))
    this.#child = child
    // It does not keep this process alive: who waits for an answer does.
    this.#keepAlive('unref')
    const lines = lineSplitter()
    child.stdout.on(
      'data',
      outside((bytes: Buffer) => {
        for (const line of lines.push(new Uint8Array(bytes))) this.#hear(decoder.decode(line).replace(/\r?\n$/, ''))
      }),
    )
    child.stderr.on(
      'data',
      outside((bytes: Buffer) => events.log(new Uint8Array(bytes))),
    )
    // A process that has exited does not read.
    child.stdin.on('error', () => {})
    const kill = (): void => this.#signal('SIGKILL')
    process.once('exit', kill)
    this.#closed = new Promise((resolve) => {
      const over = outside(() => {
        process.off('exit', kill)
        resolve()
      })
      child.once('close', over)
      child.once(
        'error',
        outside((error: NodeJS.ErrnoException) => {
          if (child.pid !== undefined) return
          this.#isGone(`Cannot start "${command}": ${whyNotStarted(error, process.platform)}.`)
          over()
        }),
      )
    })
    child.once(
      'close',
      outside((code: number | null, signal: NodeJS.Signals | null) => {
        if (child.pid === undefined) return
        this.#isGone(`The server "${command}" ${signal === null ? `has exited with code ${code}` : `was ended by ${signal}`}.`)
        // A forced exit is not the server's own.
        if (!this.#isForced) events.exit({ code, signal })
      }),
    )
  }

  get isGone(): boolean {
    return this.#gone !== undefined
  }

  request({ id, text }: ClientMessage): Promise<ServerReply | undefined> {
    if (this.#gone !== undefined) {
      this.#tellOfStart()
      return Promise.resolve(failure(id, this.#gone))
    }
    const { replied } = this.#requests.add(id)
    this.#write(text)
    return replied
  }

  send({ method, params, text }: ClientMessage): void {
    if (this.#gone !== undefined) return
    this.#write(text)
    if (method === 'notifications/cancelled') this.#requests.cancel(params['requestId'])
  }

  async end(why: EndOfServer): Promise<void> {
    this.#isEnding = true
    this.#keepAlive('ref')
    if (this.#child.pid === undefined) return this.#tellOfStart()
    if (why === 'at once') this.#signal('SIGKILL')
    else if (why === 'stdin') this.#child.stdin?.end()
    else this.#signal(why)
    if (why !== 'at once') this.#child.stdin?.end()
    for (const next of ['SIGTERM', 'SIGKILL'] as const) {
      if (await this.#closesInTime()) return
      this.#isForced = true
      this.#signal(next)
    }
    await this.#closed
  }

  #keepAlive(how: 'ref' | 'unref'): void {
    const { stdin, stdout, stderr } = this.#child
    // The pipes of a child are sockets.
    for (const each of [this.#child, ...([stdin, stdout, stderr] as readonly (Socket | null)[])]) each?.[how]()
  }

  #write(text: string): void {
    this.#child.stdin?.write(`${text}\n`)
  }

  #hear(line: string): void {
    const reply = replyOf(line)
    if (reply !== undefined && this.#requests.take(reply)) return
    if (reply === undefined && line !== '') this.#complain(line)
    this.#events.message(line)
  }

  /** The line is sent unchanged, like everything that a real server does wrong: clients ignore it, or fail on it. */
  #complain(line: string): void {
    if (this.#hasPrintedText) return
    this.#hasPrintedText = true
    const shown = line.length > 60 ? `${line.slice(0, 60)}...` : line
    this.#say(`The server "${this.#command}" prints text to stdout that is not a message: ${JSON.stringify(shown)}.`)
  }

  /** A process that could not start ends like a shell without the command, after the error response to its client. */
  #tellOfStart(): void {
    if (this.#child.pid === undefined) this.#events.exit({ code: 127, signal: null })
  }

  #isGone(why: string): void {
    this.#gone = why
    if (!this.#isEnding) this.#say(why)
    this.#requests.failAll(why)
  }

  #say(sentence: string): void {
    this.#events.log(encodeText(`brownout: ${sentence}\n`))
  }

  #signal(name: `SIG${string}`): void {
    const signal = name as NodeJS.Signals
    const { pid, exitCode, signalCode } = this.#child
    if (pid === undefined) return
    try {
      // The group can outlive the process that was started.
      if (process.platform !== 'win32') process.kill(-pid, signal)
      else if (exitCode === null && signalCode === null) this.#child.kill(signal)
    } catch {
      // It has ended by now.
    }
  }

  async #closesInTime(): Promise<boolean> {
    let stop = (): void => {}
    const late = new Promise<false>((resolve) => {
      stop = realAfter(this.#grace, () => resolve(false))
    })
    const isClosed = await Promise.race([this.#closed.then(() => true), late])
    stop()
    return isClosed
  }
}

/** A listener that runs as code of the app: its actions must not count as brownout's own. */
function outside<Args extends readonly unknown[]>(listener: (...args: Args) => void): (...args: Args) => void {
  const hooks = builtin<typeof AsyncHooks>('node:async_hooks')
  return hooks === undefined ? listener : hooks.AsyncResource.bind(listener)
}
