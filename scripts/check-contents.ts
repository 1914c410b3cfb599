import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { pages } from './bundle-page.ts'

// Checks what the package contains: only what users need, with the licenses of bundled code, and so that bundlers drop what is unused.

interface Packed {
  readonly size: number
  readonly files: readonly { readonly path: string }[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
/** Of the compressed package, in bytes. */
const largestPackage = 2_000_000

const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 }),
) as [Packed]

function check(isFine: boolean, trouble: string): void {
  if (!isFine) throw new Error(trouble)
}

/** The files of the package that stay in a bundle of this code. */
async function filesUsedBy(code: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-bundle-'))
  try {
    const input = join(folder, 'app.js')
    writeFileSync(input, code)
    const bundle = await rolldown({
      input,
      platform: 'node',
      external: (id) => !id.startsWith('.') && !id.startsWith('/'),
      logLevel: 'silent',
    })
    const { output } = await bundle.generate({ format: 'esm' })
    await bundle.close()
    return output.flatMap((part) => (part.type === 'chunk' ? Object.keys(part.modules) : [])).filter((id) => id.startsWith(root))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const sources = packed.files.filter(({ path }) => /\.map$|(?<!\.d)\.tsx?$/.test(path))
check(sources.length === 0, `The package contains sources or source maps: ${sources.map(({ path }) => path).join(', ')}`)
check(packed.size <= largestPackage, `The package has ${packed.size} bytes, and should have at most ${largestPackage}.`)
for (const { name } of pages) {
  const script = readFileSync(join(root, `dist/pages/${name}.js`), 'utf8')
  check(
    /^\/\*![^*]*Permission is hereby granted/.test(script),
    `dist/pages/${name}.js does not begin with the licenses of what it contains.`,
  )
}
const entry = (file: string): string => JSON.stringify(join(root, 'dist', file))
check((await filesUsedBy(`import ${entry('src/index.js')}`)).length === 0, 'An import of brownout that uses nothing stays in a bundle.')
const faults = (await filesUsedBy(`export { overloaded } from ${entry('faults/catalogue.js')}`)).filter((id) => /dist.faults/.test(id))
check(faults.length === 1, `A bundle with one fault contains ${faults.length} files of faults.`)
console.log(`The package has ${packed.files.length} files and ${packed.size} bytes, and nothing that users do not need.`)
