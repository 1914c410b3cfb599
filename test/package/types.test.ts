import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Manifest {
  readonly exports: Readonly<Record<string, string>>
  readonly types: string
  readonly typesVersions: { readonly '*': Readonly<Record<string, readonly string[]>> }
}

const { exports, types, typesVersions } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as unknown as Manifest

// It does not read `exports`.
it('the old resolution of TypeScript, node10, finds the declarations of each entry point', () => {
  const { '.': main, './package.json': _manifest, ...others } = exports
  const declarations = (file: string): string => file.replace(/\.js$/, '.d.ts')
  expect(types).toBe(declarations(main!))
  expect(typesVersions).toEqual({
    '*': Object.fromEntries(Object.entries(others).map(([entry, file]) => [entry.slice(2), [declarations(file)]])),
  })
})
