import { createHash, timingSafeEqual } from 'node:crypto'
import { isIPv4 } from 'node:net'
import type { Incoming } from '../../sockets/message.ts'
import { ControlError } from './control-error.ts'

/** The clients that may control a server. */
export interface Permission {
  /** The address that it listens on. */
  readonly host: string
  /** The token that a request must have. `undefined` without one: then only this machine may control it. */
  readonly token: string | undefined
}

/** Whether a name is that of this machine, without a DNS lookup: `localhost`, and names and addresses of the loopback interface. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || (isIPv4(name) && name.startsWith('127.'))
}

/** The host and the port that a request is for, in lower case. */
export function authorityOf({ headers }: Pick<Incoming, 'headers'>): string {
  return (headers[':authority'] ?? headers.host ?? '').toString().toLowerCase()
}

/**
 * Checks that the sender of a request may control the server. Pages of other sites may not, on any path: a browser
 * names the page (`Origin`, `Sec-Fetch-Site`), and a name that an attacker's DNS server points here is still in `Host`.
 * @throws ControlError if not
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function checkMayControl({ headers }: Pick<Incoming, 'headers'>, { host, token }: Permission): void {
  const authority = authorityOf({ headers })
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign(`a ${site} page`)
  if (headers.origin !== undefined && hostOf(headers.origin) !== authority) throw foreign(`pages of ${headers.origin}`)
  if (token !== undefined) return checkToken(headers.authorization, token)
  if (!isLoopback(host))
    throw new ControlError(
      403,
      `This server listens on ${host} without a token, so it cannot be controlled. Start it with --token <text>, or with BROWNOUT_TOKEN in the environment.`,
    )
  if (!isLoopback(nameOf(authority)))
    throw new ControlError(
      403,
      `Only this machine controls the server, and the request is for the host "${authority}". Expected localhost or 127.0.0.1, or a server with a token.`,
    )
}

/**
 * Checks that a request has a body of JSON: a form of another site cannot send one without a preflight request.
 * @throws ControlError if it has not
 */
export function checkIsJson({ headers }: Pick<Incoming, 'headers'>): void {
  const type = headers['content-type']
  if (type?.split(';')[0]?.trim().toLowerCase() !== 'application/json')
    throw new ControlError(415, `The body is ${type ?? 'without a type'}: expected content-type: application/json.`)
}

function foreign(whose: string): ControlError {
  return new ControlError(403, `Blocked a request from ${whose}: only the server's own page controls it.`)
}

function checkToken(authorization: string | undefined, token: string): void {
  const given = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
  if (given === undefined) throw new ControlError(401, 'This server is controlled with a token: expected authorization: Bearer <token>.')
  if (!timingSafeEqual(digestOf(given), digestOf(token))) throw new ControlError(401, 'The token is not the one of this server.')
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** The host of an origin, with its port. `undefined` for `null`, which sandboxed pages and redirected requests have. */
function hostOf(origin: string): string | undefined {
  return /^https?:\/\/([^/]+)$/.exec(origin.toLowerCase())?.[1]
}

/** The name within `name:port`. */
function nameOf(authority: string): string {
  return authority.replace(/:\d+$/, '')
}
