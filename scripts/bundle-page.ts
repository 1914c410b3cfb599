import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { licenseComment } from './bundled-licenses.ts'

const root = new URL('..', import.meta.url)

/** A page that brownout writes: the entry of its script, and its styles, in order. */
export interface Page {
  readonly name: string
  readonly script: string
  readonly styles: readonly string[]
}

export const shared: readonly string[] = [
  'src/report/page/style/tokens.css',
  'src/report/page/style/base.css',
  'src/report/page/style/texts.css',
  'src/report/waterfall/waterfall.css',
]

/** Of pages that people act on. */
const actions = ['src/report/page/style/bar.css', 'src/report/page/style/switch.css']

export const pages: readonly Page[] = [
  { name: 'report', script: 'src/report/page/main.tsx', styles: [...shared, 'src/report/page/style/report.css'] },
  { name: 'demo', script: 'src/demo/page/main.tsx', styles: [...shared, ...actions, 'src/demo/page/demo.css'] },
  { name: 'control', script: 'src/server/page/main.tsx', styles: [...shared, ...actions, 'src/server/page/control.css'] },
]

/** Bundles a page into one script and one style sheet that load nothing else. The script begins with the licenses of what it contains. */
export async function bundlePage({ script, styles }: Page): Promise<{ readonly script: string; readonly style: string }> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL(script, root)),
    platform: 'browser',
  })
  const { output } = await bundle.generate({ format: 'iife', minify: true })
  await bundle.close()
  const [{ code, modules }] = output
  const licensed = licenseComment(Object.keys(modules)) + code
  // Its content must not end the element that contains it.
  return { script: licensed.replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3c`), style: styles.map(readStyle).join('\n') }
}

/** Writes all pages to the folder from which the package reads them. */
export async function writePages(): Promise<void> {
  const folder = new URL('dist/pages/', root)
  mkdirSync(folder, { recursive: true })
  for (const page of pages) {
    const { script, style } = await bundlePage(page)
    writeFileSync(new URL(`${page.name}.js`, folder), script)
    writeFileSync(new URL(`${page.name}.css`, folder), style)
  }
}

function readStyle(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
}
