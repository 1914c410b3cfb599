import { describe, expect, it } from 'vitest'
import { publicAddress, redactionOf } from '../../../src/engine/base/redaction.ts'

const clean = redactionOf({})

const keys = [
  'sk-proj-abcdefgh12345678',
  'sk-ant-api03-R2D2c3POabcdEFGH1234-5678_AA',
  'sk-or-v1-0123456789abcdef0123456789abcdef',
  'sk-lf-1a2b3c4d-1111-2222-3333-1a2b3c4d5e6f',
  'AIzaSyA1234567890abcdefghijklmnopqrstuv',
  'AQ.Ab8RN6JxkK3v9Q2LmPz71sTuVwXyZ',
  'ya29.a0AfB_byC1234567890abcdefg',
  'ABSKQmVkcm9ja0FQSUtleS0xMjM0NTY3ODkw',
  'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29tLz9BY3Rpb24',
  'pplx-a1b2c3d4e5f6a7b8c9d0',
  'fw_3ZabcDEF123456789',
  'r8_Ab12Cd34Ef56Gh78Ij90Kl12Mn34',
  'nvapi-Ab12Cd34-Ef56Gh78_Ij90',
  'gsk_Ab12Cd34Ef56Gh78Ij90',
  'hf_AbCdEfGhIjKlMnOpQrStUvWx12',
  'xai-Ab12Cd34Ef56Gh78',
  'vck_3kQ7ZpW1mX9cV5bN8tR2yH6jL4sD0fGa',
  'AKIAIOSFODNN7EXAMPLE',
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKE1',
  'ghs_Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56Qr78',
  'glpat-Ab12Cd34Ef56Gh78Ij90',
  'npm_Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56Qr78',
  'pcsk_Ab12Cd_Ef56Gh78Ij90Kl12Mn34Op56Qr78St90',
  'jina_Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56Qr78',
  'pa-Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56Qr78St90',
  'tvly-dev-Ab12Cd34Ef56Gh78Ij90Kl12Mn34',
  'xoxb-123456789012-1234567890123-Ab12Cd34Ef56Gh78',
  'sk_0123456789abcdef0123456789abcdef0123456789abcdef',
  'sk-helicone-Ab12Cd3-Ef56Gh7-Ij90Kl1-Mn34Op5',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
]

const plain = [
  'Our Basic subscription costs 9 EUR, and the bearer certificate is void.',
  'Basic information: see ISO27001. A Basic internationalization guide. Bearer 2024 bonds.',
  'The element has the id sk-container-id-1 and the class hf_model_card.',
  'Authorization: required for all visitors. The api key: 32 characters.',
  'commit 3f786850e387550fdab836ed7e6dc881de23001b, see docs/api/reference/getting/started/page1',
  'The helpers hf_dataset2024_train, fw_version2 and r8_snorm_block8x8. The tags pa-rental2024 and npm_config_registry.',
  'The Basic tier2024discount applies. Basic 401k-retirement1 and Basic c3VwcG9ydA==',
  'See https://shop.example/orders?key=returns&token=expired#top and https://maps.example/?signature=pending.',
  'The ratio is 3://4:5@6.',
  'It costs $5 (key=value), and ASIA is a continent.',
  'Is this basic or acidic? https://shop.example/orders?page=2&key=',
]

describe('redaction', () => {
  it.each(keys)('removes %s wherever it is in a text', (key) => {
    for (const text of [
      `Use ${key}, please.`,
      `"${key}"`,
      `a\n${key}`,
      JSON.stringify(`a\n${key}`),
      `(${key})`,
      `_${key} `,
      `\u001B[31m${key}\u001B[0m`,
      `%22${key}%22`,
    ])
      expect(clean(text)).toBe(text.replace(key, '[removed]'))
  })

  it.each(plain)('leaves plain text as it is: %s', (text) => {
    expect(clean(text)).toBe(text)
  })

  it.each([
    ['authorization: Bearer abc.def.ghi12345', 'authorization: Bearer [removed]'],
    ['x-api-key: hunter2222', 'x-api-key: [removed]'],
    ['{\\"api_key\\": \\"hunter2222\\"}', '{\\"api_key\\": \\"[removed]\\"}'],
    ['Basic dXNlcjpwYXNzd29yZDE=', 'Basic [removed]'],
    ['GET /v1?key=unguessable1&alt=sse', 'GET /v1?key=[removed]&alt=sse'],
    ['MISTRAL_API_KEY=qW3rtYu1oPasDfGh', 'MISTRAL_API_KEY=[removed]'],
    ['x-portkey-api-key: qW3rtYu1oPasDfGh', 'x-portkey-api-key: [removed]'],
    ['The key is eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmN. You can', 'The key is [removed] You can'],
    ['-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END', '[removed]-----END'],
    ['postgres://me:pass word@host', 'postgres://me:pass word@host'],
    ['postgres://me:pa55word@host/db', 'postgres://me:[removed]@host/db'],
  ])('removes credentials that are named as such: %s', (text, left) => {
    expect(clean(text)).toBe(left)
  })

  it('removes what is listed, and members by their names, whose names stay', () => {
    const redact = redactionOf({ listed: ['Jane', /\w+@example\.org/], credentials: ['zq81kfm2pw'] })
    expect(
      redact({
        Jane: ['Jane <jane@example.org>', 7],
        api_key: 'hunter2222',
        MISTRAL_API_KEY: 'hunter2222',
        mistralApiKey: 'hunter2222',
        text: 'zq81kfm2pw!',
      }),
    ).toEqual({
      Jane: ['[removed] <[removed]>', 7],
      api_key: '[removed]',
      MISTRAL_API_KEY: '[removed]',
      mistralApiKey: '[removed]',
      text: '[removed]!',
    })
  })

  // A super-linear expression takes minutes to hours for any of these, and the test times out.
  it.each([
    ' ',
    '\t\n',
    'Bearer ',
    'authorization',
    'authorization: ',
    'authorization:  :',
    'a',
    'sk-',
    '-eyJ',
    'eyJ.',
    'AQ.',
    '://',
    '://a:',
    '?key=',
    '&key=&',
    'x-api-key\\"',
    'AKIA',
    'ABSK=',
    '/+',
    'a/',
    '\\n',
    'Basic Basic',
    'sk-a1',
    '_',
    'bedrock-api-key-',
    '%22',
    '\\u0022',
    '\u001B[',
    '_API_KEY=',
    'xoxb-',
    '-----BEGIN PRIVATE KEY-----',
    'a://',
  ])('takes linear time for 1 MB of %j', (part) => {
    const text = part.repeat(Math.ceil(1_000_000 / part.length))
    expect(clean(`${text}!`).length).toBeGreaterThan(0)
  })
})

describe('publicAddress', () => {
  it.each([
    ['https://me:pw@host/path?key=AQ.123&alt=sse&x#top', 'https://host/path?key=[removed]&alt=[removed]&x'],
    ['/v2/chat?token=1', '/v2/chat?token=[removed]'],
    ['https://host/path', 'https://host/path'],
  ])('omits from %s what can be a secret', (address, left) => {
    expect(publicAddress(address)).toBe(left)
  })
})
