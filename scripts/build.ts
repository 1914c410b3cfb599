import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { bundlePage, pages } from './bundle-page.ts'

const root = new URL('..', import.meta.url)

// What a source file that is gone once gave would be published still.
rmSync(new URL('dist', root), { recursive: true, force: true })
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })

const folder = new URL('dist/pages/', root)
mkdirSync(folder, { recursive: true })
for (const page of pages) {
  const { script, style } = await bundlePage(page)
  writeFileSync(new URL(`${page.name}.js`, folder), script)
  writeFileSync(new URL(`${page.name}.css`, folder), style)
}
