import { join, resolve } from 'node:path'
import { createSecureContext } from 'node:tls'
import { BrownoutError } from '../engine/base/errors.ts'
import type { Provider } from '../engine/model/provider.ts'
import { makePrivate, writePrivate } from '../report/files/private-file.ts'
import { makeCertificate } from '../server/certificate.ts'
import type { TlsOptions } from '../server/index.ts'
import { readInput } from './files.ts'
import { incidentFolder } from './incident-file.ts'
import { UsageError } from './usage-error.ts'

/** The TLS options of the command line. */
export interface TlsSettings {
  readonly host: string
  /** Whether a certificate is made. */
  readonly tls?: boolean
  /** The file of a certificate, and that of its key. */
  readonly cert?: string
  readonly key?: string
  readonly ownHost?: readonly Provider[]
}

/**
 * The certificate that a server uses: the given one, or one that is made for the hosts at which it can be reached.
 * @throws UsageError if only one of the files is given, or they are not a certificate and its key; BrownoutError if one cannot be read
 */
export async function tlsOf({ host, tls = false, cert, key, ownHost = [] }: TlsSettings): Promise<TlsOptions | undefined> {
  if (cert === undefined && key === undefined) {
    const own = ownHost.flatMap(({ baseUrls }) => baseUrls.map((url) => new URL(url).hostname))
    return tls ? makeCertificate(['localhost', '127.0.0.1', '::1', host, ...own]) : undefined
  }
  if (cert === undefined || key === undefined)
    throw new UsageError(
      `Expected both --cert and --key, got only --${cert === undefined ? 'key' : 'cert'}. Use --tls to have a certificate made.`,
    )
  const options = { cert: await readInput(cert, 'read the certificate of'), key: await readInput(key, 'read the key of') }
  try {
    createSecureContext(options)
  } catch (error) {
    throw new UsageError(`Cannot use the certificate "${cert}" with the key "${key}": ${(error as Error).message}.`, { cause: error })
  }
  return options
}

/**
 * Writes a certificate that was made, so that clients can be set up to trust it.
 * @param url of the server
 * @returns the file
 * @throws BrownoutError if it cannot be written
 */
export function keepCertificate({ cert }: TlsOptions, url: string): string {
  const path = join(incidentFolder, `certificate-${new URL(url).port || '443'}.pem`)
  try {
    makePrivate(incidentFolder)
    writePrivate(path, cert.toString())
  } catch (error) {
    throw new BrownoutError(`Cannot write the certificate to "${resolve(path)}": ${(error as Error).message}`, { cause: error })
  }
  return resolve(path)
}
