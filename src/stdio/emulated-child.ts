import type * as ChildProcesses from 'node:child_process'
import type * as Streams from 'node:stream'
import { installedClock } from '../engine/model/clock.ts'
import type { ProcessExit } from '../engine/model/server-link.ts'
import { builtin } from '../time/patches/patching.ts'
import type { WebSocketAnswer } from '../gateway/web-socket-answer.ts'
import { LineReader } from './lines.ts'
import { PlayedProcess } from './played-process.ts'

/** A command that an app starts, with its arguments and its stdio options. */
export interface Started {
  readonly command: string
  readonly args: readonly string[]
  readonly stdio: readonly unknown[]
  /** Kills it when it aborts. */
  readonly signal?: AbortSignal
  /** By which signal. Default: SIGTERM */
  readonly killSignal?: NodeJS.Signals | number
}

/** No process of the system has a number like this, so that a signal by number reaches none. */
const firstNumber = 2 ** 30
let started = 0

/** How many bytes a pipe of Linux holds. */
const pipeLength = 65_536

type ChildProcess = ChildProcesses.ChildProcess
type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] }

/** Made at first use: a browser has no `node:child_process`. */
let childClass: (new (what: Started, answer: Promise<WebSocketAnswer>) => ChildProcess) | undefined

/** An emulated child process: it reads and writes without a real process. */
export function emulatedChild(what: Started, answer: Promise<WebSocketAnswer>): ChildProcess {
  const Child = (childClass ??= classOf())
  return new Child(what, answer)
}

function classOf(): NonNullable<typeof childClass> {
  const { ChildProcess } = builtin<{ ChildProcess: new () => ChildProcess }>('node:child_process')!
  const { Readable, Writable } = builtin<typeof Streams>('node:stream')!

  return class extends ChildProcess {
    readonly #played: PlayedProcess
    readonly #waiting = new Map<Streams.Readable, () => void>()
    readonly #output = this.#pipe()
    readonly #errors = this.#pipe()

    constructor({ command, args, stdio, signal, killSignal }: Started, answer: Promise<WebSocketAnswer>) {
      super()
      this.#played = new PlayedProcess(answer, {
        started: () => this.#emitLater(() => this.emit('spawn')),
        notFound: () => this.#fail(command, args),
        writes: (bytes, output) => this.#write(output === 'stderr' ? this.#errors : this.#output, bytes),
        exited: (exit) => this.#emitLater(() => this.#end(exit)),
      })
      const input = new Writable({
        write: (bytes: Buffer, _encoding, written) => {
          for (const line of lines.read(bytes)) this.#played.read(line).catch((error: unknown) => this.emit('error', error))
          installedClock()?.touch()
          written()
        },
        final: (ended) => {
          ended()
          if (this.exitCode === null && this.signalCode === null) void this.#played.isToldToExit('stdin')
        },
      })
      const lines = new LineReader()
      const self = this as Mutable<ChildProcess>
      const [inputKind, outputKind, errorsKind] = stdio
      self.stdin = isPipe(inputKind) ? input : null
      self.stdout = isPipe(outputKind) ? this.#output : null
      self.stderr = isPipe(errorsKind) ? this.#errors : null
      self.stdio = [self.stdin, self.stdout, self.stderr, undefined, undefined]
      Object.assign(this, { pid: firstNumber + started++, spawnfile: command, spawnargs: [command, ...args], exitCode: null })
      Object.assign(this, { signalCode: null, killed: false, connected: false })
      if (signal !== undefined) this.#endWith(signal, killSignal)
    }

    /** As Node does: the process is killed, and the child is an error. */
    #endWith(signal: AbortSignal, killSignal?: NodeJS.Signals | number): void {
      const abort = (): void => {
        if (!this.kill(killSignal)) return
        const error = Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
          name: 'AbortError',
          code: 'ABORT_ERR',
        })
        this.emit('error', error)
      }
      if (signal.aborted) this.#emitLater(abort)
      else {
        signal.addEventListener('abort', abort, { once: true })
        this.once('exit', () => signal.removeEventListener('abort', abort))
      }
    }

    override kill(signal: NodeJS.Signals | number = 'SIGTERM'): boolean {
      if (this.exitCode !== null || this.signalCode !== null) return false
      if (signal === 0) return true
      const name = typeof signal === 'number' ? nameOf(signal) : signal
      Object.assign(this, { killed: true })
      if (name === 'SIGKILL') void this.#played.exit({ code: null, signal: name })
      else void this.#played.isToldToExit(name)
      return true
    }

    override ref(): void {}
    override unref(): void {}

    /** The capacity of a system pipe. A process that has filled one waits until the app reads. */
    #pipe(): Streams.Readable {
      const stream = new Readable({
        highWaterMark: pipeLength,
        read: () => {
          this.#waiting.get(stream)?.()
          this.#waiting.delete(stream)
        },
      })
      return stream
    }

    async #write(stream: Streams.Readable, bytes: Uint8Array): Promise<void> {
      for (let from = 0; from < bytes.length; from += pipeLength) {
        installedClock()?.touch()
        const isRead = stream === this.stdout || stream === this.stderr
        if (!isRead || stream.readableEnded || stream.push(bytes.subarray(from, from + pipeLength))) continue
        await new Promise<void>((resolve) => void this.#waiting.set(stream, resolve))
      }
    }

    /** As Node does, after the code that follows the call. */
    #emitLater(emit: () => void): void {
      installedClock()?.touch()
      process.nextTick(emit)
    }

    #fail(command: string, args: readonly string[]): void {
      const error = Object.assign(new Error(`spawn ${command} ENOENT`), {
        errno: -2,
        code: 'ENOENT',
        syscall: `spawn ${command}`,
        path: command,
        spawnargs: args,
      })
      Object.assign(this, { pid: undefined, exitCode: -2 })
      this.#emitLater(() => {
        this.emit('error', error)
        this.#endStreams()
      })
    }

    #end({ code, signal }: ProcessExit): void {
      Object.assign(this, { exitCode: code, signalCode: signal })
      this.emit('exit', code, signal)
      this.#endStreams()
    }

    #endStreams(): void {
      this.stdin?.destroy()
      const outputs = [this.stdout, this.stderr].filter((stream) => stream !== null)
      let open = outputs.length
      const closed = (): void => {
        installedClock()?.touch()
        if (--open <= 0) this.emit('close', this.exitCode, this.signalCode)
      }
      if (outputs.length === 0) return closed()
      for (const stream of outputs) {
        stream.once('close', closed)
        if (stream.destroyed) closed()
        stream.push(null)
        // Unread output is dropped, as Node does.
        if (stream.readableFlowing === null && stream.listenerCount('readable') === 0) stream.resume()
      }
    }
  }
}

function isPipe(kind: unknown): boolean {
  return kind === undefined || kind === null || kind === 'pipe' || kind === 'overlapped'
}

function nameOf(signal: number): NodeJS.Signals {
  const { constants } = builtin<{ constants: { signals: Readonly<Record<string, number>> } }>('node:os')!
  // Every number of the table belongs to a name of it.
  return (Object.entries(constants.signals).find(([, number]) => number === signal)?.[0] ?? 'SIGTERM') as NodeJS.Signals
}
