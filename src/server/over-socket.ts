import type { Injection } from '../engine/plan/injection.ts'

/** Errors that a server can cause on a connection that it has accepted. */
const causedByServer: ReadonlySet<unknown> = new Set(['ECONNRESET', 'UND_ERR_SOCKET'])

/**
 * Returns whether a fault arrives as a connection reset. A client of a server has connected before its request arrives, so no fault can refuse
 * the connection, hide the name of the host or fail the handshake.
 */
export function arrivesAsReset({ fault, parameters }: Pick<Injection, 'fault' | 'parameters'>): boolean {
  if (fault.isUnreached === true) return true
  return fault.family === 'Connection' && typeof parameters['code'] === 'string' && !causedByServer.has(parameters['code'])
}

/** What a fault becomes that arrives as a connection reset. */
export const asReset = 'over a socket a connection reset, ECONNRESET'

/** A line for each fault that does not arrive as what it is. */
export function arrivalsOf(injections: readonly Injection[]): readonly string[] {
  const names = new Set(injections.filter(arrivesAsReset).map(({ fault }) => fault.name))
  return [...names].map((name) => `${name}: ${asReset}`)
}
