import { describe, expect, it, onTestFinished } from 'vitest'
import { ownApp, type OwnApp } from '../../src/demo/own-app.ts'

const options = { onText: () => {}, onRestart: () => {}, signal: new AbortController().signal }

function opened(path: string, name?: string): OwnApp {
  const app = ownApp(path, name)
  onTestFinished(() => app.release())
  return app
}

describe('an app of the user', () => {
  it('hears of an async iterable piece by piece, and returns all of it', async () => {
    const app = await opened('test/demo/apps/pieces.ts', 'stream').create()
    const pieces: string[] = []
    expect(await app.ask('Why?', { ...options, onText: (piece) => void pieces.push(piece) })).toBe('You asked: Why?')
    expect(pieces).toEqual(['You asked: ', 'Why?'])
  })

  it.for([
    { path: 'test/demo/apps/gone.ts', message: 'Cannot load test/demo/apps/gone.ts: the file does not exist.' },
    { path: 'test/demo/apps/broken.ts', message: 'Cannot load test/demo/apps/broken.ts: no key' },
    {
      path: 'test/demo/apps/nothing.ts',
      message: 'test/demo/apps/nothing.ts exports no function, but answer. Export one that calls the model',
    },
    { path: 'test/demo/apps/pieces.ts', message: 'exports several functions: count, stream. Choose one: --export count' },
    { path: 'test/demo/apps/pieces.ts', name: 'steam', message: 'the export does not exist. Did you mean "stream"?' },
  ])('describes the error: $message', async ({ path, name, message }) => {
    await expect(opened(path, name).create()).rejects.toThrow(message)
  })
})
