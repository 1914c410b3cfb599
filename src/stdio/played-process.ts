import { isConnectionError, type ConnectionError } from '../engine/base/connection.ts'
import { encodeText } from '../engine/base/utf8.ts'
import type { Output } from '../engine/model/frame.ts'
import type { ProcessExit } from '../engine/model/server-link.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import { OpenConnection } from '../gateway/open-connection.ts'
import type { OutgoingAnswer } from '../gateway/outgoing-answer.ts'
import { begin } from '../gateway/respond.ts'
import { realAfter } from '../time/real-time.ts'
import type { WebSocketAnswer } from '../gateway/web-socket-answer.ts'

/** The app's side of a process. */
export interface ProcessSurroundings {
  started(): void
  /** The command does not exist. */
  notFound(): void
  /** Settles once it can take more. */
  writes(bytes: Uint8Array, output: Output): Promise<void> | void
  exited(exit: ProcessExit): void
}

/** How long the open answers can take after the exit of the real process, in ms. A fault can delay them forever. */
const longestFarewell = 500

/** An emulated process: it reads lines and writes bytes, until it exits or gets a signal. */
export class PlayedProcess {
  readonly #answer: Promise<WebSocketAnswer>
  readonly #surroundings: ProcessSurroundings
  readonly #started: Promise<OpenConnection | undefined>
  /** Its reactions to signals. */
  readonly #told: Delivery[] = []
  /** The answers that are being written. */
  readonly #reading = new Set<Promise<void>>()
  #open: OpenConnection | undefined
  /** How the real process behind it has ended. */
  #ended: ProcessExit | undefined
  #isTold = false
  #hasExited = false

  constructor(answer: Promise<WebSocketAnswer>, surroundings: ProcessSurroundings) {
    this.#answer = answer
    this.#surroundings = surroundings
    this.#started = this.#start()
  }

  /** It reads a line from stdin. */
  async read(line: string): Promise<void> {
    const answered = this.#started.then((open) => open?.receive(line))
    this.#reading.add(answered)
    try {
      await answered
    } finally {
      this.#reading.delete(answered)
    }
  }

  /** Its stdin has ended, or it gets a signal that it can catch. */
  async isToldToExit(why: 'stdin' | NodeJS.Signals): Promise<void> {
    this.#isTold = true
    await this.#started
    if (this.#hasExited) return
    const exit: ProcessExit = why === 'stdin' ? { code: 0, signal: null } : { code: null, signal: why }
    try {
      const delivery = await (await this.#answer).play(`exit ${why}`)
      this.#told.push(delivery)
      await delivery.head(true)
      while ((await delivery.read()) !== undefined);
      await this.exit(this.#ended ?? exit)
    } catch (error) {
      await this.exit(isConnectionError(error) ? exitOf(error) : exit)
    }
  }

  /** It is killed, or exits on its own: open requests get no answer. */
  async exit(exit: ProcessExit): Promise<void> {
    if (this.#hasExited) return
    this.#hasExited = true
    this.#open?.disconnect()
    for (const each of this.#told) each.abort()
    const answer = await this.#answer
    const { handshake } = answer
    handshake.abort()
    handshake.exited(exit.signal === null ? `exited with code ${exit.code}` : `exited by ${exit.signal}`)
    await answer.isOver()
    this.#surroundings.exited(exit)
  }

  /** Ends like the real process behind it, after the open answers. Does nothing if it is already ending. */
  async #endLike(exit: ProcessExit): Promise<void> {
    this.#ended = exit
    if (this.#isTold) return
    let stop = (): void => {}
    const late = new Promise<void>((resolve) => {
      stop = realAfter(longestFarewell, resolve)
    })
    await Promise.race([Promise.allSettled(this.#reading), late])
    stop()
    await this.exit(exit)
  }

  /** It cannot be emulated. Its stderr contains the reason. */
  async #complain(refusal: OutgoingAnswer): Promise<void> {
    for (let bytes = await refusal.read(); bytes !== undefined; bytes = await refusal.read())
      void this.#surroundings.writes(bytes, 'stderr')
  }

  async #start(): Promise<OpenConnection | undefined> {
    const surroundings = this.#surroundings
    const answer = await this.#answer
    try {
      const { head, delivery } = await begin(answer.handshake, 'direct')
      if (this.#hasExited) return undefined
      surroundings.started()
      answer.connect({
        write: (bytes, output) => void surroundings.writes(bytes, output),
        exit: (exit) => void this.#endLike(exit),
      })
      if (head.problem !== undefined || head.status !== 101) {
        if (head.problem === undefined) await this.#complain(delivery)
        await this.exit({ code: 1, signal: null })
        return undefined
      }
      this.#open = new OpenConnection(answer, delivery, {
        send: (bytes, output) => surroundings.writes(bytes, output),
        close: () => void this.exit({ code: 0, signal: null }),
        drop: (error) => void this.exit(exitOf(error)),
        refuse: (error) => surroundings.writes(encodeText(`${error.message}\n`), 'stderr'),
      })
      return this.#open
    } catch (error) {
      if (isConnectionError(error) && error.code === 'ENOENT') surroundings.notFound()
      else throw error
      return undefined
    }
  }
}

/** A connection that breaks is a process that has crashed: with code 1, unless the fault has another. */
function exitOf({ code }: ConnectionError): ProcessExit {
  const [, exitCode] = /^EXIT_(\d+)$/.exec(code) ?? []
  if (exitCode !== undefined) return { code: Number(exitCode), signal: null }
  return code.startsWith('SIG') ? { code: null, signal: code } : { code: 1, signal: null }
}
