import { afterEach, expect, it, vi } from 'vitest'
import { connectionError } from '../../src/engine/base/connection.ts'
import { brokenConnection } from '../../src/msw/broken-connection.ts'

afterEach(() => vi.unstubAllGlobals())

it('is an error without a cause if a service worker answers', () => {
  vi.stubGlobal('navigator', { serviceWorker: {} })
  expect(brokenConnection(connectionError()).type).toBe('error')
})

it('throws its cause if MSW answers in the process', () => {
  expect(() => brokenConnection(connectionError()).headers.get('any')).toThrow(expect.objectContaining({ code: 'ECONNRESET' }))
})
