import { describe, expect, it } from 'vitest'
import { credentialOf, noteCredentials, textsOfCredentials } from '../../../src/engine/run/credential.ts'

function carried(headers: Record<string, string>, url = 'https://api.openai.com/v1/responses'): string | undefined {
  return credentialOf({ headers: new Headers(headers), url: new URL(url) })
}

function signed(key: string, signature: string): Record<string, string> {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/20260101/eu-west-1/bedrock/aws4_request, SignedHeaders=host, Signature=${signature}`,
  }
}

describe('the credential of a request', () => {
  it('is the same for the same API key, and does not contain it', () => {
    const credential = carried({ authorization: 'Bearer sk-first' })
    expect(carried({ authorization: 'Bearer sk-first', 'x-request': '2' })).toBe(credential)
    expect(credential).toMatch(/^[0-9a-f]{16}$/)
  })

  it.each([
    ['another token', { authorization: 'Bearer sk-first' }, { authorization: 'Bearer sk-second' }],
    ['another API key', { 'x-api-key': 'first' }, { 'x-api-key': 'second' }],
    ['another access key', signed('AKIAFIRST', 'a'), signed('AKIASECOND', 'a')],
  ])('differs for %s', (_, first, second) => {
    expect(carried(first)).not.toBe(carried(second))
  })

  it('differs for another key in the URL', () => {
    const url = 'https://generativelanguage.googleapis.com/v1beta/models/gemini:generateContent?key='
    expect(carried({}, `${url}first`)).not.toBe(carried({}, `${url}second`))
  })

  it('is the same for two signatures by one access key', () => {
    expect(carried(signed('AKIAFIRST', 'a'))).toBe(carried(signed('AKIAFIRST', 'b')))
  })

  it('is undefined if a request carries none', () => {
    expect(carried({})).toBeUndefined()
  })
})

/** The texts to search for, after a request. */
function noted(headers: Record<string, string>, url = 'https://api.openai.com/v1/responses'): string[] {
  const all = new Set<string>()
  noteCredentials({ headers: new Headers(headers), url: new URL(url) }, all)
  return textsOfCredentials(all)
}

describe('the credentials that are removed from files', () => {
  it.each(['x-portkey-api-key', 'xi-api-key', 'ocp-apim-subscription-key', 'cf-aig-authorization', 'x-auth-token', 'helicone-auth'])(
    'are those in the header %s',
    (name) => expect(noted({ [name]: 'Bearer qW3rtYu1oPas' })).toEqual(['qW3rtYu1oPas']),
  )

  it.each(['key', 'api_key', 'api-key', 'access_token', 'token', 'sig', 'subscription-key'])('are those in the parameter %s', (name) => {
    expect(noted({}, `https://api.example/v1?${name}=qW3r%2FYu1oPas&page=qwertyuiop12345`)).toEqual(['qW3r/Yu1oPas', 'qW3r%2FYu1oPas'])
  })

  it('are known as they are in JSON, and a password with colons is one', () => {
    expect(noted({ 'x-api-key': 'qW3r"Yu1oPas' })).toContain(String.raw`qW3r\"Yu1oPas`)
    expect(noted({ authorization: `Basic ${btoa('me:ab1:qW3rtYu1oPas')}` })).toEqual(
      expect.arrayContaining(['ab1:qW3rtYu1oPas', 'qW3rtYu1oPas']),
    )
  })
})
