import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { writePages } from './bundle-page.ts'

const root = new URL('..', import.meta.url)

// What a source file that is gone once gave would be published still.
rmSync(new URL('dist', root), { recursive: true, force: true })
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })

await writePages()
