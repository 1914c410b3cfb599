import { isConnectionError, type ConnectionError } from '../engine/base/connection.ts'
import { encodeText } from '../engine/base/utf8.ts'
import type { Output } from '../engine/model/frame.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import { OpenConnection } from '../gateway/open-connection.ts'
import type { OutgoingAnswer } from '../gateway/outgoing-answer.ts'
import { begin } from '../gateway/respond.ts'
import type { WebSocketAnswer } from '../gateway/web-socket-answer.ts'

/** How a process ends: with a code, or by a signal. */
export interface Exit {
  readonly code: number | null
  readonly signal: string | null
}

/** What the app that starts a process has of it. */
export interface ProcessSurroundings {
  started(): void
  /** There is no such command. */
  notFound(): void
  /** Settles once there is place for more. */
  writes(bytes: Uint8Array, output: Output): Promise<void> | void
  exited(exit: Exit): void
}

/** A process that is played: it reads lines and writes bytes, until it exits by itself or is told to. */
export class PlayedProcess {
  readonly #answer: Promise<WebSocketAnswer>
  readonly #surroundings: ProcessSurroundings
  readonly #started: Promise<OpenConnection | undefined>
  /** What it makes of being told to exit. */
  readonly #told: Delivery[] = []
  #open: OpenConnection | undefined
  #hasExited = false

  constructor(answer: Promise<WebSocketAnswer>, surroundings: ProcessSurroundings) {
    this.#answer = answer
    this.#surroundings = surroundings
    this.#started = this.#start()
  }

  /** It reads a line from stdin. */
  async read(line: string): Promise<void> {
    await (await this.#started)?.receive(line)
  }

  /** Its stdin has ended, or it gets a signal that it can catch. */
  async isToldToExit(why: 'stdin' | NodeJS.Signals): Promise<void> {
    await this.#started
    if (this.#hasExited) return
    const exit: Exit = why === 'stdin' ? { code: 0, signal: null } : { code: null, signal: why }
    try {
      const delivery = await (await this.#answer).play(`exit ${why}`)
      this.#told.push(delivery)
      await delivery.head(true)
      while ((await delivery.read()) !== undefined);
      await this.exit(exit)
    } catch (error) {
      await this.exit(isConnectionError(error) ? exitOf(error) : exit)
    }
  }

  /** It is killed, or ends by itself: what was under way is not answered. */
  async exit(exit: Exit): Promise<void> {
    if (this.#hasExited) return
    this.#hasExited = true
    this.#open?.disconnect()
    for (const each of this.#told) each.abort()
    const { handshake } = await this.#answer
    handshake.abort()
    handshake.exited(exit.signal === null ? `exited with code ${exit.code}` : `exited by ${exit.signal}`)
    this.#surroundings.exited(exit)
  }

  /** It cannot be played, which its log says. */
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
function exitOf({ code }: ConnectionError): Exit {
  const [, exitCode] = /^EXIT_(\d+)$/.exec(code) ?? []
  if (exitCode !== undefined) return { code: Number(exitCode), signal: null }
  return code.startsWith('SIG') ? { code: null, signal: code } : { code: 1, signal: null }
}
