import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package whose code is part of a bundle. */
interface BundledPackage {
  readonly name: string
  readonly version: string
  readonly copyright: string
  /** The text of its license, without title and copyright. */
  readonly terms: string
}

/** Licenses that only require that their texts stay with the code. */
const permissive: ReadonlySet<unknown> = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause'])

/**
 * A comment with the copyrights and license texts of all packages in a bundle, which has to be in every copy of it.
 * @param modules the paths of the modules in the bundle
 * @throws Error if a package has no license text, or a license that requires more
 */
export function licenseComment(modules: readonly string[]): string {
  const folders = new Set(
    modules.flatMap((path) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path.replaceAll('\\', '/'))?.[1] ?? []),
  )
  const packages = [...folders].toSorted().map(bundledPackage)
  const byTerms = Map.groupBy(packages, ({ terms }) => terms)
  const texts = [...byTerms].map(([terms, sharers]) => {
    const names = sharers.map(({ name, version, copyright }) => `${name} ${version}: ${copyright}`)
    return `${names.join('\n')}\n\n${terms}`
  })
  return `/*!\nThis script contains code of these packages.\n\n${texts.join('\n\n')}\n*/\n`
}

function bundledPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>
  const [file] = globSync('{LICENSE,LICENCE,license}{,.md,.txt}', { cwd: folder })
  if (!permissive.has(license) || file === undefined)
    throw new Error(`${name} ${version} cannot be bundled: its license is ${license}, in ${file ?? 'no file'}.`)
  const paragraphs = readFileSync(join(folder, file), 'utf8')
    .trim()
    .split(/\n\s*\n/)
  const copyright = paragraphs.find((paragraph) => /^copyright\b/i.test(paragraph))
  if (copyright === undefined) throw new Error(`${name} ${version} cannot be bundled: ${file} names no owner of the copyright.`)
  const terms = paragraphs.slice(paragraphs.indexOf(copyright) + 1).map((paragraph) => paragraph.replaceAll(/\s+/g, ' '))
  return { name: name!, version: version!, copyright, terms: terms.join('\n\n') }
}
