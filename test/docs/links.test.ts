import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, matchesGlob } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { anchorsIn, linksIn } from '../../docs/generate/links.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const pages = globSync(['*.md', 'docs/*.md', 'docs/{api,guides}/*.md', 'examples/**/*.md'], {
  cwd: root,
  exclude: (path) => path.includes('node_modules'),
}).toSorted()
const texts = new Map(pages.map((page) => [page, readFileSync(join(root, page), 'utf8')]))
const anchors = new Map([...texts].map(([page, text]) => [page, anchorsIn(text)]))

/** Why a link of a page leads to nothing. */
function problemOf(page: string, link: string): string | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(link)) return URL.canParse(link) ? undefined : 'is not a URL'
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(root, target))) return 'leads to no file'
  if (anchor === undefined || statSync(join(root, target)).isDirectory()) return undefined
  return anchors.get(target)?.has(anchor) === true ? undefined : 'leads to no heading'
}

it.for(pages)('every link in %s leads to a file and a heading', (page) => {
  const problems = linksIn(texts.get(page)!).flatMap((link) => {
    const problem = problemOf(page, link)
    return problem === undefined ? [] : [`${link} ${problem}`]
  })
  expect(problems).toEqual([])
})

/** What is too large for the package, or is to be run in a clone. Links to it work on the pages of npm and of the repository. */
const onlyInRepository = ['docs/pictures/*', 'docs/matrix.{html,json}', 'examples/*']

const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly files: readonly string[] }
const packed = [...files, 'README.md', 'LICENSE', 'package.json']

function isPacked(path: string): boolean {
  return packed.some((pattern) => matchesGlob(path, pattern) || path.startsWith(`${pattern}/`))
}

it.for(pages.filter(isPacked))('%s, which the package contains, links to nothing that the package lacks', (page) => {
  const targets = linksIn(texts.get(page)!).flatMap((link) => {
    const path = link.split('#')[0]!
    return path === '' || URL.canParse(link) ? [] : [join(dirname(page), path)]
  })
  const missing = targets.filter((target) => !isPacked(target) && !onlyInRepository.some((pattern) => matchesGlob(target, pattern)))
  expect(missing).toEqual([])
})

it('finds links that lead to nothing', () => {
  const text =
    '[a](gone.md) [b](docs/ci.md#gone) [c](#faults) ![d](http://) <img src="gone.png"> `[code](gone.md)` [e](docs/ci.md#github-actions)'
  expect(linksIn(text).filter((link) => problemOf('README.md', link) !== undefined)).toEqual([
    'gone.md',
    'docs/ci.md#gone',
    '#faults',
    'http://',
    'gone.png',
  ])
})

it('numbers headings of the same text, and drops characters outside of words', () => {
  expect([...anchorsIn("## In a test\n## `In` a test!\n```\n## code\n```\n## [a](b.md): c's")]).toEqual([
    'in-a-test',
    'in-a-test-1',
    'a-cs',
  ])
})

it('lists every page of docs/ in the index', () => {
  const listed = ['docs', 'docs/api'].flatMap((folder) =>
    linksIn(texts.get(`${folder}/README.md`)!).map((link) => join(folder, link.split('#')[0]!)),
  )
  const index = new Set(listed)
  const missing = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md' && !index.has(page))
  expect(missing).toEqual([])
})
