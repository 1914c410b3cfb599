import type { Trophy } from './trophy.ts'
import { table } from '../../docs/generate/markdown.ts'

function chapter(trophy: Trophy, version: string): string {
  const { name, title, plan, expected, source, happened, report } = trophy
  return `### ${title}

- Package: \`${trophy.package}\` ${version}
- Plan: \`${plan}\`
- Expected: ${expected}
- By: ${source}
- Happened: ${happened}
- Public report: ${report ?? 'none known'}

\`\`\`sh
npm run check:trophies -- ${name}
\`\`\`
`
}

/** The page about behavior of published clients that contradicts a documented contract. */
export function trophyPage(trophies: readonly Trophy[], versionOf: (name: string) => string): string {
  const packages = [...new Set(trophies.map((trophy) => trophy.package))]
  const ofPackage = (own: string): readonly Trophy[] => trophies.filter((trophy) => trophy.package === own)
  return `# Trophies

Written by \`npm run matrix -- --pages\` from \`bench/trophies\`. ${trophies.length} findings in ${packages.length} packages: behavior that a document, a wire specification or the package itself contradicts. Each quotation was compared with a copy of the document, or with the named file of the installed package. Behavior that contradicts only a SHOULD or another client is not a finding. \`npm run check:trophies\` reproduces all of them in a fresh process, and fails if one has changed; each has a line that reproduces it alone. The other cells of [the matrix](docs/matrix.md) are observations, not findings.

${table(
  ['package', 'version', 'findings'],
  packages.map((own) => [`\`${own}\``, versionOf(own), String(ofPackage(own).length)]),
)}

${packages
  .map(
    (own) =>
      `## ${own}\n\n${ofPackage(own)
        .map((trophy) => chapter(trophy, versionOf(own)))
        .join('\n')}`,
  )
  .join('\n')}`
}
