import type { Chaos } from '../chaos/chaos.ts'
import type { Duration } from '../engine/base/duration.ts'
import { checkOptions, durationText, functionLike, someText, type OptionTable } from '../engine/base/options.ts'
import type { TlsOptions } from './listener.ts'

/** The address that a server listens on, and who controls it. */
export interface ServeOptions {
  /** Default: any free port. */
  readonly port?: number
  /** Default: `127.0.0.1`, only this machine. */
  readonly host?: string
  /** A certificate and its key, in PEM: for clients that insist on `https`. Default: without TLS */
  readonly tls?: TlsOptions
  /**
   * The token of requests that control the server: `authorization: Bearer <token>`. Default: none, so that only this machine controls it;
   * a server that listens on another address then cannot be controlled.
   */
  readonly token?: string
  /**
   * The time limit for the arrival of a request: at most 60 s for its headers. A client that takes longer gets status 408, or in HTTP/2, if its
   * headers are not complete, the end of the connection. Default: 5 min
   */
  readonly requestTimeout?: Duration
  /** Called with each scope that opens, and with its chaos. */
  readonly onScope?: (name: string, chaos: Chaos) => void
}

/** How a server ends. */
export interface CloseOptions {
  /** The time limit for open responses to complete before they are ended. Default: 0 */
  readonly grace?: Duration
}

const largestPort = 65_535

const serving: OptionTable<ServeOptions> = {
  port: {
    expected: `an integer from 0 to ${largestPort}`,
    accepts: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= largestPort,
  },
  host: someText,
  tls: {
    expected: 'a certificate and its key, such as { cert, key }',
    accepts: (value) => typeof value === 'object' && value !== null && 'cert' in value && 'key' in value,
  },
  token: someText,
  requestTimeout: durationText,
  onScope: functionLike('(name, chaos) => chaos.inject(overloaded())'),
}

const closing: OptionTable<CloseOptions> = { grace: durationText }

/** @throws BrownoutError that names a wrong or unknown option of serve() */
export function checkServeOptions(options: ServeOptions): void {
  checkOptions<ServeOptions>('serve()', options, serving)
}

/** @throws BrownoutError that names a wrong or unknown option of close() */
export function checkCloseOptions(options: CloseOptions): void {
  checkOptions<CloseOptions>('close()', options, closing)
}
