import { X509Certificate } from 'node:crypto'
import { get } from 'node:https'
import { describe, expect, it } from 'vitest'
import { answers, brownout, openai } from '../../src/index.ts'
import { makeCertificate } from '../../src/server/certificate.ts'
import { serve } from '../../src/server/index.ts'

const hosts = ['localhost', '127.0.0.1', '::1', 'fe80::1:2', 'api.my-company.example']

describe('a certificate made on the spot', () => {
  it('names its hosts, signs itself, and is valid for a year', () => {
    const now = Date.UTC(2026, 10, 26)
    const { cert } = makeCertificate(hosts, now)
    const read = new X509Certificate(cert)
    expect(read.verify(read.publicKey)).toBe(true)
    expect(read.ca).toBe(true)
    expect(read.subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:FE80:0:0:0:0:0:1:2, DNS:api.my-company.example',
    )
    expect(read.checkHost('api.my-company.example')).toBe('api.my-company.example')
    expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1')
    expect([read.validFromDate, read.validToDate]).toEqual([new Date(Date.UTC(2026, 10, 25)), new Date(Date.UTC(2027, 10, 26))])
  })

  it('is another one each time', () => {
    const [one, other] = [makeCertificate(hosts), makeCertificate(hosts)]
    expect(one.key).not.toBe(other.key)
    expect(new X509Certificate(one.cert).serialNumber).not.toBe(new X509Certificate(other.cert).serialNumber)
  })

  it('lets a client that trusts it reach a server, and no other', async () => {
    const tls = makeCertificate(['127.0.0.1'])
    const server = await serve(brownout({ providers: [openai()], answers: answers.from(() => 'Hello!') }), { tls })
    const reach = (ca?: string | Buffer): Promise<number | string | undefined> =>
      new Promise((resolve) => {
        const request = get(
          `${server.url}/openai/v1/models`,
          { ...(ca === undefined ? {} : { ca }), headers: { authorization: 'Bearer x' } },
          (response) => {
            response.resume().on('end', () => resolve(response.statusCode))
          },
        )
        request.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code))
      })
    expect(await reach(tls.cert)).toBe(200)
    expect(await reach()).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    await server.close()
  })
})
