/** The fields of a package.json that a release sets or reads. */
export interface Manifest {
  readonly version: string
  readonly repository?: { readonly type: 'git'; readonly url: string }
  readonly bugs?: string
  readonly homepage?: string
}

/**
 * The package.json of a release. npm resolves the links of the readme against `repository`, and refuses provenance if it is not the
 * repository of the workflow.
 * @param tag of the release, such as `v0.2.0`
 * @param repository that of the workflow, such as `https://github.com/someone/brownout`
 * @throws Error if the tag, the version and the changelog do not agree
 */
export function releaseManifest<Given extends Manifest>(
  given: Given,
  changelog: string,
  tag: string,
  repository: string,
): Given & Manifest {
  if (tag !== `v${given.version}`) throw new Error(`The tag is ${tag}, and package.json has the version ${given.version}.`)
  const released = /^## \[(\d[^\]]*)\] - \d{4}-\d{2}-\d{2}$/m.exec(changelog)?.[1]
  if (released !== given.version)
    throw new Error(`The newest release in CHANGELOG.md is ${released ?? 'none'}: expected "## [${given.version}] - " and its date.`)
  if (!/^https:\/\/[^/]+\/[^/]+\/[^/]+$/.test(repository))
    throw new Error(`"${repository}" is not a repository: expected a URL such as https://github.com/someone/brownout.`)
  return {
    ...given,
    repository: { type: 'git', url: `git+${repository}.git` },
    bugs: `${repository}/issues`,
    homepage: `${repository}#readme`,
  }
}
