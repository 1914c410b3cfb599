import { existsSync, readFileSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'
import { compileFunction } from 'node:vm'
import { BrownoutError } from '../engine/base/errors.ts'

/** Node's formats for modules that it treats as CommonJS, with the same formats for ES modules. */
const esModules: Readonly<Record<string, string>> = { commonjs: 'module', 'commonjs-typescript': 'module-typescript' }

const parameter = 'brownout-run'

/**
 * Reloads the app's own modules for each run, so that no run sees the state of another. Packages are loaded once. It also loads modules
 * that Node rejects: an ES module in a package with no `"type"` or `"type": "commonjs"`, as `npm init` writes it, and imports of `./client`
 * and `./client.js` for `client.ts`, as TypeScript resolves them.
 */
export class FreshModules {
  #run = 0
  readonly #hooks: { deregister(): void }

  /** @throws BrownoutError if this version of Node cannot strip types, or cannot hook into imports */
  constructor() {
    // Node 22.18 is the first that has both.
    if (typeof nodeModule.registerHooks !== 'function' || !process.features.typescript)
      throw new BrownoutError(`Loading an app needs Node 22.18 or newer, and this is ${process.version}.`)
    this.#hooks = nodeModule.registerHooks({
      resolve: (specifier, context, next) => {
        const found = resolveAsTypeScript(specifier, (tried) => next(tried, context))
        return isOwn(found.url) ? { ...found, url: `${found.url}${found.url.includes('?') ? '&' : '?'}${parameter}=${this.#run}` } : found
      },
      load(url, context, next) {
        const format = esModules[context.format ?? '']
        if (format === undefined || !isOwn(url) || !isEsModule(url)) return next(url, context)
        return next(url, { ...context, format })
      },
    })
  }

  /** Restores Node's own imports. */
  release(): void {
    this.#hooks.deregister()
  }

  /** Makes the next import load the modules of the app again. */
  forget(): void {
    this.#run++
    const { cache } = nodeModule.createRequire(import.meta.url)
    for (const path of Object.keys(cache)) if (!path.includes('/node_modules/')) delete cache[path]
  }
}

/** A text of Node that contains paths of modules, without the marker of their run. */
export function withoutRun(text: string): string {
  return text.replaceAll(new RegExp(`[?&]${parameter}=\\d+`, 'g'), '')
}

/** The location of brownout itself, which must not be loaded twice. */
const brownout = new URL('../..', import.meta.url).href

function isOwn(url: string): boolean {
  if (!url.startsWith('file:') || url.includes('/node_modules/')) return false
  return !['src/', 'faults/', 'recipes/', 'dist/'].some((folder) => url.startsWith(`${brownout}${folder}`))
}

type Resolved = nodeModule.ResolveFnOutput

/** Resolves an import like Node, otherwise like TypeScript. */
function resolveAsTypeScript(specifier: string, resolve: (specifier: string) => Resolved): Resolved {
  try {
    return resolve(specifier)
  } catch (error) {
    if (!/^(?:\.|\/|file:)/.test(specifier)) throw error
    const stem = specifier.replace(/\.[cm]?jsx?$/, '')
    for (const ending of ['.ts', '.mts', '.js', '/index.ts', '/index.js']) {
      const found = attempt(() => resolve(`${stem}${ending}`))
      if (found !== undefined && existsSync(fileURLToPath(found.url))) return found
    }
    throw error
  }
}

function attempt<Value>(action: () => Value): Value | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

/** Returns whether a file that Node treats as CommonJS has the syntax of an ES module. */
function isEsModule(url: string): boolean {
  const path = fileURLToPath(url)
  const source = readFileSync(path, 'utf8')
  try {
    const script = path.endsWith('ts') ? nodeModule.stripTypeScriptTypes(source) : source
    compileFunction(script, ['exports', 'require', 'module', '__filename', '__dirname'])
    return false
  } catch (error) {
    // Node itself detects module syntax from these errors.
    return /import statement outside a module|Unexpected token 'export'|'import\.meta' outside a module|await is only valid/.test(
      (error as Error).message,
    )
  }
}
