import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { writePages } from './bundle-page.ts'

const root = new URL('..', import.meta.url)

// Otherwise the output of a deleted source file would still be published.
rmSync(new URL('dist', root), { recursive: true, force: true })
// Not by its name: on Windows that is a script.
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })

await writePages()
