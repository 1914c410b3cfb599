import { describe, expect, it } from 'vitest'
import { ownApp } from '../../src/demo/own-app.ts'

const options = { onText: () => {}, onRestart: () => {}, signal: new AbortController().signal }

describe('an app of the user', () => {
  it('hears of an async iterable piece by piece, and returns all of it', async () => {
    const app = await ownApp('test/demo/apps/pieces.ts', 'stream')()
    const pieces: string[] = []
    expect(await app.ask('Why?', { ...options, onText: (piece) => void pieces.push(piece) })).toBe('You asked: Why?')
    expect(pieces).toEqual(['You asked: ', 'Why?'])
  })

  it.for([
    { path: 'test/demo/apps/gone.ts', message: 'Cannot show test/demo/apps/gone.ts: there is no such file.' },
    { path: 'test/demo/apps/broken.ts', message: 'Cannot load test/demo/apps/broken.ts: no key' },
    { path: 'test/demo/apps/nothing.ts', message: 'test/demo/apps/nothing.ts exports no function. Expected one that asks a model' },
    { path: 'test/demo/apps/pieces.ts', message: 'exports several functions: count, stream. Say which one to call: --export count' },
    { path: 'test/demo/apps/pieces.ts', name: 'steam', message: 'it exports no such function. Did you mean "stream"?' },
  ])('says what is wrong: $message', async ({ path, name, message }) => {
    await expect(async () => ownApp(path, name)()).rejects.toThrow(message)
  })
})
