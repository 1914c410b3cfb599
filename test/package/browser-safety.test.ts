import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { exports: Record<string, string> }

/** What a module imports when it runs: no types, which are gone by then. */
function importsOf(file: URL): string[] {
  const source = readFileSync(file, 'utf8')
  return [...source.matchAll(/^(?:import|export) (?!type )[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    ([, from, bare, dynamic]) => (from ?? bare ?? dynamic)!,
  )
}

/** Every import of Node's that a module reaches, and by which file. */
function builtinsBehind(entry: URL): string[] {
  const seen = new Set<string>()
  const found: string[] = []
  const waiting = [entry]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file.href)) continue
    seen.add(file.href)
    for (const imported of importsOf(file)) {
      if (imported.startsWith('.')) waiting.push(new URL(imported, file))
      else if (isBuiltin(imported)) found.push(`${file.href.slice(root.href.length)} imports ${imported}`)
    }
  }
  return found
}

function sourceOf(subpath: string): URL {
  return new URL(manifest.exports[subpath]!.replace('dist/', '').replace(/\.js$/, '.ts'), root)
}

describe('what runs in a browser', () => {
  it.each(['.', './faults', './recipes', './property', './telemetry', './browser'])('%s imports nothing of Node', (subpath) => {
    expect(builtinsBehind(sourceOf(subpath))).toEqual([])
  })

  it('is separate from code that needs Node', () => {
    expect(builtinsBehind(sourceOf('./server'))).toContain('src/server/listener.ts imports node:http')
  })
})
