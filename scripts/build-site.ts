import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sampleDemo, sampleReport } from './sample-pages.ts'

// Builds the documentation as a site with search: docs/site/dist. A dead link is an error.

const root = fileURLToPath(new URL('..', import.meta.url))
const site = join(root, 'docs/site')
const pages = join(site, 'pages')

/** The pages of the site, by their files. */
const sources = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'TROPHIES.md',
  ...globSync(['docs/*.md', 'docs/{guides,api}/*.md'], { cwd: root }),
]

/** Pages that are written elsewhere and are shown as they are. */
const statics = ['docs/matrix.html']

/** The path of a page on the site. */
const placeOf = (file: string): string => file.replace(/README\.md$/, 'index.md')

/** A page with links to pages of the site only. Files of the repository are named, and not linked. */
function onSite(file: string): string {
  return readFileSync(join(root, file), 'utf8')
    .replaceAll(/(?<!!)\[([^\]]*)\]\(([^()\s]+)\)/g, (link, text: string, target: string) => {
      if (/^(?:https?:|#)/.test(target)) return link
      const [path = '', anchor] = target.split('#')
      const linked = join(dirname(file), path)
      // Pages that are complete by themselves are not pages of the site's own script.
      if (statics.includes(linked)) return `<a href="/${basename(linked)}" target="_self">${text}</a>`
      if (!existsSync(join(root, linked))) throw new Error(`${file} links to ${target}, which does not exist.`)
      if (!sources.includes(linked)) return text
      return `[${text}](${placeOf(path)}${anchor === undefined ? '' : `#${anchor}`})`
    })
    .replaceAll(/\b(src|srcset)="(?=docs\/)/g, '$1="./')
}

/** A heading of the sidebar, with its links. */
interface SidebarItem {
  readonly text: string
  readonly items: readonly { readonly text: string; readonly link: string }[]
}

/** The sidebar: the headings and the links of the index of the documentation. */
function sidebar(): readonly SidebarItem[] {
  const index = readFileSync(join(pages, 'docs/index.md'), 'utf8')
  const sections = index.split(/^##+ /m).slice(1)
  return sections.flatMap((section) => {
    const [text = ''] = section.split('\n')
    const links = [...section.matchAll(/^- .*/gm)].flatMap(([line]) => [...line.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)])
    const items = links.map(([, title, link]) => ({ text: title!.replaceAll('`', ''), link: addressOf(link!) }))
    return items.length === 0 ? [] : [{ text, items }]
  })
}

/** The address on the site of a page that the index links. */
function addressOf(link: string): string {
  const { pathname, hash } = new URL(link, 'http://site/docs/')
  return pathname.replace(/\.md$/, '').replace(/\/index$/, '/') + hash
}

async function main(): Promise<void> {
  if (!existsSync(join(site, 'node_modules'))) execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: site, stdio: 'inherit' })
  rmSync(pages, { recursive: true, force: true })
  for (const file of sources) {
    mkdirSync(dirname(join(pages, file)), { recursive: true })
    writeFileSync(join(pages, placeOf(file)), onSite(file))
  }
  writeFileSync(join(pages, 'sidebar.json'), JSON.stringify(sidebar()))
  for (const file of ['docs/pictures', 'docs/demo.svg']) cpSync(join(root, file), join(pages, file), { recursive: true })
  const folder = join(pages, 'public')
  mkdirSync(folder)
  for (const file of statics) cpSync(join(root, file), join(folder, basename(file)))
  writeFileSync(join(folder, 'report.html'), await sampleReport())
  writeFileSync(join(folder, 'demo.html'), await sampleDemo())
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: site, stdio: 'inherit' })
}

await main()
