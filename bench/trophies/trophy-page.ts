import type { TrophyFacts } from './trophy.ts'
import { table } from '../../docs/generate/markdown.ts'

/** A finding, and how it is found again. */
export interface Chapter {
  readonly trophy: TrophyFacts
  readonly version: string
  /** The options of `npm run check:trophies` before the name. */
  readonly options: readonly string[]
}

function textOf({ trophy, version, options }: Chapter): string {
  const { name, title, plan, expected, source, happened, report } = trophy
  return `### ${title}

- Package: \`${trophy.package}\` ${version}
- Plan: \`${plan}\`
- Expected: ${expected}
- By: ${source}
- Happened: ${happened}
- Public report: ${report ?? 'none known'}

\`\`\`sh
npm run check:trophies -- ${[...options, name].join(' ')}
\`\`\`
`
}

/** The page about behavior of published clients and programs that contradicts a documented contract. */
export function trophyPage(chapters: readonly Chapter[]): string {
  const packages = [...Map.groupBy(chapters, ({ trophy }) => trophy.package)]
  return `# Trophies

Written by \`npm run matrix -- --pages\` from \`bench/trophies\`. ${chapters.length} findings in ${packages.length} packages: behavior that a document, a wire specification or the package itself contradicts. Each quotation was compared with a copy of the document, or with the named file of the installed package. Behavior that contradicts only a SHOULD or another client is not a finding. \`npm run check:trophies\` reproduces those in clients in a fresh process, and fails if one has changed; with \`--programs\` it installs the programs and reproduces those in them. Each has a line that reproduces it alone. The other cells of [the matrix](docs/matrix.md) and of [the programs](docs/programs.md) are observations, not findings.

${table(
  ['package', 'version', 'findings'],
  packages.map(([own, all]) => [`\`${own}\``, all[0]!.version, String(all.length)]),
)}

${packages.map(([own, all]) => `## ${own}\n\n${all.map(textOf).join('\n')}`).join('\n')}`
}
