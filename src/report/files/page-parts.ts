import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { BrownoutError } from '../../engine/base/errors.ts'
import type { PageParts } from './page-html.ts'

/**
 * The script and the style sheet of a page from the built package.
 * @throws BrownoutError if the package is not built
 */
export function pageParts(name: 'report' | 'demo' | 'control'): PageParts {
  const folder = join(dirname(createRequire(import.meta.url).resolve('brownout/package.json')), 'dist/pages')
  try {
    return { script: readFileSync(join(folder, `${name}.js`), 'utf8'), style: readFileSync(join(folder, `${name}.css`), 'utf8') }
  } catch (error) {
    throw new BrownoutError(`Cannot show the page: ${folder} does not hold it. Run "npm run build" in the repository of brownout.`, {
      cause: error,
    })
  }
}
