import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOwnHost } from '../../src/cli/own-host.ts'
import { tlsOf } from '../../src/cli/tls.ts'
import { makeCertificate } from '../../src/server/certificate.ts'

const host = '127.0.0.1'
let folder: string
let cert: string
let key: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'brownout-tls-'))
  const made = makeCertificate(['localhost'])
  cert = join(folder, 'cert.pem')
  key = join(folder, 'key.pem')
  writeFileSync(cert, made.cert)
  writeFileSync(key, made.key)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('TLS on the command line', () => {
  it('is off by default', async () => {
    expect(await tlsOf({ host })).toBeUndefined()
  })

  it('has a certificate made for every host of the server', async () => {
    const made = await tlsOf({ host: '10.0.0.7', tls: true, ownHost: [readOwnHost('api.my-company.example=openai')] })
    expect(new X509Certificate(made!.cert).subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:10.0.0.7, DNS:api.my-company.example',
    )
  })

  it('takes the certificate and the key that are given', async () => {
    const { cert: read } = (await tlsOf({ host, cert, key }))!
    expect(new X509Certificate(read).subjectAltName).toBe('DNS:localhost')
  })

  it('refuses one file of a pair, files that do not fit, and files that do not exist', async () => {
    await expect(tlsOf({ host, cert })).rejects.toThrow('Expected both --cert and --key, got only --cert.')
    await expect(tlsOf({ host, key })).rejects.toThrow('got only --key')
    const other = join(folder, 'other.pem')
    writeFileSync(other, makeCertificate(['localhost']).key)
    await expect(tlsOf({ host, cert, key: other })).rejects.toThrow(`Cannot use the certificate "${cert}" with the key "${other}"`)
    await expect(tlsOf({ host, cert: join(folder, 'none.pem'), key })).rejects.toThrow('the file does not exist')
  })
})
