import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { der } from './der.ts'
import type { TlsOptions } from './listener.ts'

const identifiers = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
} as const

const day = 86_400_000
/** Longer ones are refused by Apple's clients (https://support.apple.com/en-us/103769). */
const validDays = 365

/**
 * Makes a certificate that signs itself, and its key (RFC 5280). A client that is set up to trust it trusts the server.
 * @param hosts names and addresses that the server has, such as `localhost` and `127.0.0.1`
 * @param now in ms since 1970
 */
export function makeCertificate(hosts: readonly string[], now = Date.now()): TlsOptions {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const algorithm = der.sequence(der.identifier(identifiers.ecdsaWithSha256))
  const name = der.sequence(der.set(der.sequence(der.identifier(identifiers.commonName), der.text('brownout'))))
  const body = der.sequence(
    der.context(0, true, der.integer(Buffer.of(2))),
    der.integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    algorithm,
    name,
    der.sequence(der.utcTime(new Date(now - day)), der.utcTime(new Date(now + validDays * day))),
    name,
    spki,
    der.context(3, true, der.sequence(...extensionsOf(hosts, createHash('sha1').update(spki).digest()))),
  )
  const whole = der.sequence(body, algorithm, der.bitString(sign('sha256', body, privateKey)))
  return { cert: pem('CERTIFICATE', whole), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** It is its own authority, and names its hosts. Strict clients, such as Python's, want its uses and the identifiers of its key. */
function extensionsOf(hosts: readonly string[], keyIdentifier: Buffer): readonly Buffer[] {
  const signsAndIssues = Buffer.of(0b1000_0100)
  return [
    extension(identifiers.basicConstraints, der.sequence(der.boolean(true)), true),
    extension(identifiers.keyUsage, der.bitString(signsAndIssues, 2), true),
    extension(identifiers.subjectKeyIdentifier, der.octetString(keyIdentifier)),
    extension(identifiers.authorityKeyIdentifier, der.sequence(der.context(0, false, keyIdentifier))),
    extension(identifiers.subjectAltName, der.sequence(...[...new Set(hosts)].map(nameOf))),
  ]
}

function extension(identifier: string, value: Buffer, isCritical = false): Buffer {
  return der.sequence(der.identifier(identifier), ...(isCritical ? [der.boolean(true)] : []), der.octetString(value))
}

/** A host as a `GeneralName`: an address by its bytes, or a name. */
function nameOf(host: string): Buffer {
  if (isIP(host) === 4) return der.context(7, false, Buffer.from(host.split('.').map(Number)))
  if (isIP(host) === 6) return der.context(7, false, bytesOfAddress(host))
  return der.context(2, false, Buffer.from(host))
}

function bytesOfAddress(address: string): Buffer {
  const [head = '', tail] = address.split('::')
  const groups = (text: string): readonly string[] => (text === '' ? [] : text.split(':'))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const all = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after]
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex')
}

function pem(label: string, bytes: Buffer): string {
  return `-----BEGIN ${label}-----\n${bytes.toString('base64').replaceAll(/.{64}(?!$)/g, '$&\n')}\n-----END ${label}-----\n`
}
